"""The topic of a text as a careful reader keeps it, for figures without a name of their own.

Two layers: what the article is talking about (a project, a company), which lasts until another
one takes its place, and what one sentence is about (a division, an office), which ends with it.
"""

from __future__ import annotations

from qjgraph.model import AmountValue, Kind, Mention
from qjgraph.relate.subjects import (
    Clause,
    Reader,
    in_title,
    is_actor,
    is_division,
    is_predicate,
    leads,
)
from qjgraph.relate.tables import Cells
from qjgraph.relate.topic_events import is_joint, of_main_event, of_report, of_those_present
from qjgraph.relate.topic_patterns import (
    ALL_OF_THEM,
    ATTRIBUTE,
    AWAY,
    BODY,
    BRACKET,
    BUILDS,
    BUILT_BY,
    CATEGORY,
    COMPARED,
    CURRENCIES,
    DESCRIBED,
    ENTERED,
    FAMILY,
    FIRMS,
    GIVES,
    GOES_ON,
    LIKE,
    MACRO,
    MONEY_VERB,
    NATION,
    NATION_AVERAGE,
    OF_MANY,
    PEOPLE,
    POLICING,
    PROJECTS_AFTER,
    PROJECTS_BEFORE,
    PRONOUN,
    RANKED,
    SPOKEN,
    STANDS,
    THAT,
)
from qjgraph.relate.topic_things import NOBODY, THINGS, Subject, that_body, this_thing


class Topics:
    """The topic at each figure of an article; ask in the order of the text."""

    def __init__(self, read: Reader, cells: Cells) -> None:
        self.read, self.cells = read, cells
        self.at = 0
        self.sentence = self.block = -1
        self.now: Subject | None = None
        self.local: Subject | None = None
        self.office: Subject | None = None
        self.personal = False
        self.place: Subject | None = None
        self.last: tuple[int, Subject] | None = None
        self.beside = False
        self.headed = False
        self.chain = -1
        self.within: tuple[int, Subject | None] | None = None

    def of(self, amount: Mention) -> Subject:
        """Read on to a figure and say whom it is of."""
        for mention in self.read.between(self.at, amount.begin):
            self._turn(mention.begin)
            self._meet(mention)
        self._turn(amount.begin)
        self.at = amount.begin
        subject = self._own(amount)
        if self.last is None or not self.beside:
            self.last = (amount.end, subject)
        return subject

    # ------------------------------------------------------------- reading on

    def _turn(self, position: int) -> None:
        """Forget what ended with the sentence or the paragraph before a position."""
        clause = self.read.clause_at(position)
        if clause is None:
            return
        if clause.sentence.begin != self.sentence:
            self.sentence, self.local, self.office = clause.sentence.begin, None, None
            self.headed, self.within = False, None
        if clause.sentence.block != self.block:
            self.block, self.personal, self.place = clause.sentence.block, False, None
            if self.read.project:
                self.now = Subject(self.read.project)

    def _meet(self, mention: Mention) -> None:
        clause = self.read.clause_at(mention.begin)
        if clause is None:
            return
        if mention.kind is Kind.PROJECT:
            if self.now and is_predicate(self.read, mention):
                return
            self.headed = self.headed or leads(self.read, clause, mention)
            if "其中" in self.read.text[clause.sentence.begin : mention.begin]:
                self.within = (mention.end, self.local or self.place)
            self.now, self.local, self.personal = Subject(mention.entity), None, False
        elif mention.kind is Kind.ORGANIZATION:
            self._meet_body(mention, clause)
        elif mention.kind is Kind.PLACE:
            self._meet_place(mention, clause)
        elif mention.kind is Kind.PERSON:
            self._meet_person(mention, clause)

    def _meet_body(self, mention: Mention, clause: Clause) -> None:
        text = self.read.text
        here = Subject(mention.entity)
        before = text[max(clause.begin, mention.begin - 6) : mention.begin]
        if before.endswith("像") or text.startswith(LIKE, mention.end):
            return
        if not is_actor(self.read.doc, mention):
            if leads(self.read, clause, mention):
                self.office = here
        elif (
            before.endswith("由")
            or text.startswith(BUILT_BY, mention.end)
            or in_title(self.read.doc, mention.begin)
        ):
            return
        elif leads(self.read, clause, mention) or ENTERED.search(before):
            self.personal = False
            if self.read.project:
                self.local = here
            else:
                self.now, self.local = here, None

    def _meet_person(self, mention: Mention, clause: Clause) -> None:
        """A person who does not speak but lives: 龙正才一家5口人."""
        first = not self.read.between(clause.sentence.begin, mention.begin)
        begin = clause.begin == clause.sentence.begin
        if FAMILY.match(self.read.text, mention.end):
            self.personal = True
        elif self.read.project:
            return
        elif first and begin and not SPOKEN.match(self.read.text, mention.end):
            talked_of = self.now.key if self.now else ""
            self.personal = not talked_of.startswith(("project", "organization"))

    def _meet_place(self, mention: Mention, clause: Clause) -> None:
        text = self.read.text
        described = DESCRIBED.match(text, mention.end) and clause.begin == clause.sentence.begin
        if in_title(self.read.doc, mention.begin) or not (is_division(mention) or described):
            return
        if text[mention.end : mention.end + 1] in "以至、和的首最第各等":
            return
        if text.endswith(STANDS, 0, mention.begin) and self.read.between(
            clause.sentence.begin, clause.begin, Kind.PROJECT
        ):
            # X由Y投资建设,位于石湾镇,占地…: the figures go on about X.
            return
        ahead = self.chain == mention.begin or leads(self.read, clause, mention)
        if self._is_beside(mention, clause) or (self.headed and not ahead):
            return
        self.personal = False
        if mention.rule == "place-deixis" or ahead:
            self.local = Subject(mention.entity)
            # 其中石桥镇…: a part, which the next sentence does not go on about.
            part = text.endswith("其中", 0, mention.begin)
            self.place = self.place if part and self.place else self.local
        if ahead:
            self.chain = mention.end
            self.headed = clause.begin == clause.sentence.begin

    def _is_beside(self, mention: Mention, clause: Clause) -> bool:
        """Whether a place is only what another one is compared with or ranked in."""
        text = self.read.text
        if RANKED.match(text, mention.end):
            return True
        compared = COMPARED.search(text, max(clause.begin, mention.begin - 4), mention.begin)
        return bool(compared) and mention.begin > clause.begin

    # ---------------------------------------------------------------- asking

    def _own(self, amount: Mention) -> Subject:
        self.beside = False
        cell = self.cells.at(amount.begin)
        if cell:
            return Subject(cell.project)
        for rule in (
            self._attributive, self._adjacent, self._compared, self._category, self._together,
            self._outside, self._votes, self._this, self._attendance, self._held, self._notice,
            self._going_on, self._reported, self._person, self._that_division, self._firms,
            self._macro, self._joint, self._plural, self._giving,
        ):  # fmt: skip
            subject = rule(amount)
            if subject is not None:
                return subject
        return (
            self.local
            or that_body(self.read, self._so_far(amount), amount.begin)
            or self.now
            or self._rest(amount)
        )

    def _rest(self, amount: Mention) -> Subject:
        """Where nothing is told: the article's project, its event in a title, else its home."""
        if self.personal or self._quoted(amount):
            return NOBODY
        if self.read.project:
            return Subject(self.read.project)
        if self._of_person(amount):
            return NOBODY
        if self.read.event_type in ("ceremony", "signing") and in_title(
            self.read.doc, amount.begin
        ):
            return Subject(self.read.event)
        return self.place or Subject(self.read.home_key, self.read.home_name)

    def _of_person(self, amount: Mention) -> bool:
        """Whether the last thing named in the sentence is a person who does not speak."""
        clause = self.read.clause_at(amount.begin)
        named = self.read.between(clause.sentence.begin, amount.begin) if clause else []
        last = named[-1] if named else None
        return (
            last is not None
            and last.kind is Kind.PERSON
            and not SPOKEN.match(self.read.text, last.end)
        )

    def _quoted(self, amount: Mention) -> bool:
        clause = self.read.clause_at(amount.begin)
        start = clause.sentence.begin if clause else max(0, amount.begin - 60)
        before = self.read.text[start : amount.begin]
        return before.rfind("“") > before.rfind("”")

    def _words(self, amount: Mention) -> str:
        """The clause up to an amount."""
        clause = self.read.clause_at(amount.begin)
        return self.read.text[clause.begin if clause else amount.begin : amount.begin]

    def _so_far(self, amount: Mention) -> str:
        """The sentence up to an amount."""
        clause = self.read.clause_at(amount.begin)
        return self.read.text[clause.sentence.begin if clause else amount.begin : amount.begin]

    def _attributive(self, amount: Mention) -> Subject | None:
        """投资600万元的X; 投资8.5亿元建设X; the project whose name holds the amount."""
        clause = self.read.clause_at(amount.begin)
        if clause is None:
            return None
        low, high = max(clause.begin, amount.begin - 40), clause.sentence.end
        for mention in self.read.between(low, high, Kind.PROJECT):
            if mention.begin <= amount.begin and mention.end >= amount.end:
                return Subject(mention.entity)
            if mention.begin < amount.end:
                continue
            gap = self.read.text[amount.end : mention.begin]
            if gap.startswith(",") and getattr(amount.value, "unit", "") not in CURRENCIES:
                return None
            if len(gap) <= 40 and (
                ATTRIBUTE.fullmatch(gap) or (len(gap) < 16 and BUILDS.fullmatch(gap))
            ):
                return Subject(mention.entity)
            return None
        return None

    def _adjacent(self, amount: Mention) -> Subject | None:
        """里塘村24户: the division or body right before the number."""
        for mention in reversed(self.read.between(amount.begin - 24, amount.begin)):
            has_figures = mention.kind is Kind.ORGANIZATION or (
                mention.kind is Kind.PLACE and is_division(mention)
            )
            gap = self.read.text[mention.end : amount.begin]
            if self.read.text.endswith(AWAY, 0, mention.begin):
                break
            if has_figures and (not gap or PEOPLE.fullmatch(gap)):
                self.beside = not gap
                return Subject(mention.entity)
            break
        return None

    def _compared(self, amount: Mention) -> Subject | None:
        """比全省(7.7%)和全国平均(7.0%)高: each figure in brackets is of the name before it."""
        if NATION_AVERAGE.search(self._words(amount)):
            self.beside = True
            key = "place:中国"
            return Subject(key if key in self.read.doc.entities else "", "中国")
        for mention in self.read.between(amount.begin - 16, amount.begin, Kind.PLACE)[-1:]:
            if BRACKET.fullmatch(self.read.text, mention.end, amount.begin):
                self.beside = True
                return Subject(mention.entity)
        return None

    def _category(self, amount: Mention) -> Subject | None:
        """交通类项目2个: a sort of projects, which no entity is."""
        told = CATEGORY.search(self._words(amount))
        return Subject("", told[1]) if told else None

    def _together(self, amount: Mention) -> Subject | None:
        """A、B和C等3个项目: how many they are, and what they cost, is nobody's of the list."""
        clause = self.read.clause_at(amount.begin)
        low = clause.sentence.begin if clause else amount.begin
        listed = self.read.between(low, amount.begin, Kind.PROJECT)
        counted = getattr(amount.value, "unit", "") in ("个", "项", "条", "座")
        if not counted or not listed or self.read.text[listed[-1].end : amount.begin] != "等":
            return None
        if listed[-1].rule != "project-list" and len(listed) < 2:
            return None
        places = self.read.between(low, listed[0].begin, Kind.PLACE)
        divisions = [place for place in places if is_division(place) and self._heads(place)]
        joint = self.read.event_type in ("ceremony", "signing")
        whole = Subject(self.read.home_key, self.read.home_name)
        whole = Subject(self.read.event) if joint else whole
        self.now = Subject(divisions[-1].entity) if divisions else whole
        return self.now

    def _heads(self, place: Mention) -> bool:
        """Whether a place stands at the head of its clause or is 我县 and the like."""
        clause = self.read.clause_at(place.begin)
        return place.rule == "place-deixis" or (
            clause is not None and leads(self.read, clause, place)
        )

    def _outside(self, amount: Mention) -> Subject | None:
        """Behind `;` after 其中,A项目…: the whole's again, where a new thing is told of."""
        if self.within is None:
            return None
        text, (end, whole) = self.read.text, self.within
        mark = text.rfind(";", end, amount.begin)
        if mark < 0 or self.read.between(mark, amount.begin, Kind.PROJECT):
            return None
        if mark + 1 == amount.begin or GOES_ON.match(text, mark + 1):
            return None
        return whole or Subject(self.read.home_key, self.read.home_name)

    def _votes(self, amount: Mention) -> Subject | None:
        """张三以190票当选: of the person."""
        if getattr(amount.value, "unit", "") != "票":
            return None
        clause = self.read.clause_at(amount.begin)
        low = clause.begin if clause else amount.begin
        voted = self.read.between(low, amount.begin, Kind.PERSON)[-1:]
        return Subject(voted[0].entity) if voted else None

    def _attendance(self, amount: Mention) -> Subject | None:
        return of_those_present(self.read, amount)

    def _held(self, amount: Mention) -> Subject | None:
        return of_main_event(self.read, amount, self.local)

    def _reported(self, amount: Mention) -> Subject | None:
        return of_report(self.read, amount) if self.local else None

    def _notice(self, amount: Mention) -> Subject | None:
        return Subject(self.read.project) if self.read.notice else None

    def _this(self, amount: Mention) -> Subject | None:
        return this_thing(self.read, self._so_far(amount), amount.begin)

    def _going_on(self, amount: Mention) -> Subject | None:
        """The subject of the figure before it, where nothing has been named since."""
        if self.last is None:
            return None
        end, subject = self.last
        clause = self.read.clause_at(amount.begin)
        if clause is None or end <= clause.sentence.begin or self.read.between(end, amount.begin):
            return None
        return subject if not THAT.search(self.read.text, end, amount.begin) else None

    def _person(self, amount: Mention) -> Subject | None:
        told = self._so_far(amount)
        pronoun = list(PRONOUN.finditer(told))
        if pronoun:
            begin = amount.begin - len(told) + pronoun[-1].end()
            self.personal = not any(
                mention.kind is Kind.PROJECT or is_actor(self.read.doc, mention)
                for mention in self.read.between(begin, amount.begin, *THINGS)
            )
        elif self.personal and (self.local or BODY.search(told) or THAT.search(told)):
            self.personal = False
        return NOBODY if self.personal else None

    def _that_division(self, amount: Mention) -> Subject | None:
        """该县, 全镇, 我市 that no list knows: the last such division, else the home."""
        told = self._so_far(amount)
        if NATION.search(told) and not self.local:
            key = "place:中国"
            return Subject(key if key in self.read.doc.entities else "", "中国")
        hits = list(THAT.finditer(told))
        if not hits or self.local or self.headed:
            return None
        if self.read.between(self.sentence + hits[-1].start(), amount.begin, Kind.PROJECT):
            return None
        level = hits[-1].group(1)
        for mention in reversed(self.read.between(0, amount.begin, Kind.PLACE)):
            if mention.name.endswith(level):
                return Subject(mention.entity)
        if self.read.home_name.endswith(level):
            return Subject(self.read.home_key, self.read.home_name)
        return None

    def _macro(self, amount: Mention) -> Subject | None:
        """What only a division has: its product, its budget, its people."""
        clause = self.read.clause_at(amount.begin)
        if clause is None or not MACRO.search(self._words(amount)):
            return None
        if self.read.between(clause.sentence.begin, amount.begin, Kind.PROJECT):
            return None
        if self.local:
            return self.local
        places = self.read.between(clause.sentence.begin, amount.begin, Kind.PLACE)
        divisions = [place for place in places if is_division(place)]
        if divisions:
            return Subject(divisions[-1].entity)
        if self.now and self.now.key.startswith("organization"):
            return self.now
        return Subject(self.read.home_key, self.read.home_name)

    def _firms(self, amount: Mention) -> Subject | None:
        """规模以上企业还有3家: firms in numbers are a division's, not one firm's."""
        if getattr(amount.value, "unit", "") != "家" or not self._words(amount).endswith(FIRMS):
            return None
        return self.local or self.place or Subject(self.read.home_key, self.read.home_name)

    def _joint(self, amount: Mention) -> Subject | None:
        """The projects of a joint ceremony taken together: 此次集中开工项目21个."""
        clause = self.read.clause_at(amount.begin)
        if not is_joint(self.read) or clause is None:
            return None
        if self.read.between(clause.begin, amount.begin, Kind.PROJECT) or self.local:
            return None
        if self._is_of_many(amount, clause):
            self.now = Subject(self.read.event)
            return self.now
        return None

    def _plural(self, amount: Mention) -> Subject | None:
        """新开工项目100个: projects without names are a division's, not a project's."""
        clause = self.read.clause_at(amount.begin)
        if clause is None or self.read.between(clause.begin, amount.begin, Kind.PROJECT):
            return None
        counted = getattr(amount.value, "unit", "") in ("个", "项")
        heads = amount.begin == clause.begin and ALL_OF_THEM.match(self.read.text, amount.end)
        if heads or (counted and self._is_of_many(amount, clause)):
            return self.local or Subject(self.read.home_key, self.read.home_name)
        return None

    def _is_of_many(self, amount: Mention, clause: Clause) -> bool:
        """Whether projects in numbers stand beside an amount: 21个项目, 71亿元的48个项目."""
        text = self.read.text
        before = PROJECTS_BEFORE.search(text[clause.begin : amount.begin])
        return bool(
            before or PROJECTS_AFTER.match(text, amount.end) or OF_MANY.match(text, amount.end)
        )

    def _giver(self, amount: Mention, clause: Clause) -> str:
        """The first body or person of a clause that pays: 陈某在云岭小学捐资126万元."""
        named = self.read.between(clause.begin, amount.begin, Kind.ORGANIZATION, Kind.PERSON)
        bodies = [m for m in named if m.kind is Kind.ORGANIZATION]
        gives = named and GIVES.search(self.read.text, named[-1].end, amount.begin)
        if gives and named[0].kind is Kind.PERSON:
            return named[0].entity
        if self.read.between(clause.begin, amount.begin, Kind.PROJECT):
            return ""
        return bodies[0].entity if bodies else ""

    def _giving(self, amount: Mention) -> Subject | None:
        """An office that pays, gives or collects; the police of what it cleared up."""
        if self.office and POLICING.search(self._so_far(amount)):
            return self.office
        value = amount.value
        if not isinstance(value, AmountValue) or value.unit not in CURRENCIES:
            return None
        clause = self.read.clause_at(amount.begin)
        paid = clause and MONEY_VERB.search(self.read.text, clause.begin, amount.begin)
        if clause and paid and (giver := self._giver(amount, clause)):
            return Subject(giver)
        return self.office if self.office and MONEY_VERB.search(self._so_far(amount)) else None
