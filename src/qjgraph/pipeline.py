"""The order of the stages: from paths to a graph, from a text to documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

import qjgraph
from qjgraph import curate
from qjgraph.errors import InputError, StoreError
from qjgraph.grid import grids
from qjgraph.iris import DEFAULT_BASE, article_hash, page_hash
from qjgraph.lexicon.rules import confidence
from qjgraph.lexicon.tokens import tokens
from qjgraph.mention import (
    amounts,
    bodies,
    dates,
    events,
    inspections,
    link,
    people,
    places,
    policies,
    works,
)  # fmt: skip
from qjgraph.mention.levels import levels
from qjgraph.model import Article, Context, Doc, Issue, Kind, Mention, Page, Role, Severity
from qjgraph.rdf.convert import quads
from qjgraph.rdf.curation import correction_quads, judgement_quads
from qjgraph.rdf.provenance import Run, shared_quads, this_reader
from qjgraph.read import read_pages
from qjgraph.relate import amounts as quantities
from qjgraph.relate import events as event_claims
from qjgraph.relate import involvements, locations, memberships, milestones, namings
from qjgraph.relate.subjects import reader
from qjgraph.resolve import Identity, Register, identify
from qjgraph.segment import cut
from qjgraph.spool import Spool
from qjgraph.store.folder import build_store, is_current, read_issues
from qjgraph.store.manifest import Manifest, fingerprint, read_manifest

Notice = Callable[[Issue], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: counts, what it met on the way, and whether anything changed."""

    articles: int
    claims: int
    quads: int
    issues: list[Issue]
    unchanged: bool = False


# --------------------------------------------------------------------------- one text


def mentions(article: Article) -> list[Mention]:
    """Everything an article names, before it is linked."""
    words = tokens(article.text)
    days = _values(Kind.DATE, dates.find(article.text, published=article.context.published))
    numbers = _values(
        Kind.AMOUNT, amounts.find(article.text, skip=[(day.begin, day.end) for day in days])
    )
    numbers += _values(Kind.AMOUNT, _cells(article))
    where = places.find(article, words)
    level = levels(article, where)
    organs = bodies.find(article, words, where, level)
    projects = works.find(article, days, numbers, where, organizations=organs, tokens=words)
    named = people.find(article, words, level, where, organs, projects)
    happenings = events.find(
        article, words, level, organs, days, (*named.persons, *named.posts), where
    )
    visits = inspections.find(article, named.persons, named.posts)
    plans = policies.find(article)
    return [
        *days, *numbers, *where, *organs, *named.bodies, *projects, *named.posts, *named.persons,
        *happenings, *visits, *plans,
    ]  # fmt: skip


def _cells(article: Article) -> Iterator[amounts.AmountHit]:
    """The bare numbers of tables, under headings that tell their unit."""
    for grid in grids(article) if any(b.role is Role.ROW for b in article.blocks) else ():
        for number, row in enumerate(grid.rows):
            for index, cell in enumerate(row):
                yield from amounts.find_cells(
                    article.text, [(cell.begin, cell.end)], heading=grid.under(number, index)
                )


def _values(kind: Kind, hits: Iterable[dates.DateHit | amounts.AmountHit]) -> list[Mention]:
    return [
        Mention(
            kind=kind, begin=hit.begin, end=hit.end, name=hit.value.text, rule=hit.rule,
            confidence=confidence(hit.rule), value=hit.value,
        )
        for hit in hits
    ]  # fmt: skip


def read_article(article: Article) -> Doc:
    """One article, read: mentions, entities, claims."""
    doc = link.link(article, mentions(article))
    doc.claims = [*namings.relate(doc), *memberships.relate(doc), *event_claims.relate(doc)]
    # The others read the events' claims: which event is the main one, and its day.
    read = reader(doc)
    for stage in (quantities, milestones, locations, involvements):
        doc.claims += stage.relate(doc, read)
    return doc


def read_page(page: Page, on_issue: Notice) -> Iterator[Doc]:
    """The articles of a page, read.

    An article that cannot be read is an ERROR issue; the others go on.
    """
    for article in cut(page, on_issue):
        try:
            yield read_article(article)
        except Exception as error:
            on_issue(_unreadable(article, error))


def _unreadable(article: Article, error: Exception) -> Issue:
    return Issue(
        severity=Severity.ERROR, code="unreadable-article", place=article.id, span=article.span,
        message=f"reading stopped with {type(error).__name__}: {error}; "
        "please report it with this text",
    )  # fmt: skip


def read_text(raw: str, context: Context = Context(), *, whole: bool = False) -> list[Doc]:
    """A text in memory, read.

    Args:
        raw: the text.
        context: its date, home and source.
        whole: take it for one article instead of cutting it.
    """
    digest = hashlib.sha256(raw.encode()).hexdigest()
    page = Page(id="text", raw=raw, sha256=digest, origin="text", context=context, whole=whole)
    issues: list[Issue] = []
    docs = [read_article(article) for article in cut(page, issues.append)]
    for doc in docs:
        doc.issues += issues
    return docs


# -------------------------------------------------------------------------- one build


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    context: Context = Context(),
    base: str = DEFAULT_BASE,
    force: bool = False,
    decisions: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> BuildReport:
    """Read all inputs and make `out` their graph.

    Args:
        paths: files and folders.
        out: the build's folder; a graph in it is replaced as a whole.
        context: for texts whose own context does not say.
        base: of the IRIs.
        force: build although nothing has changed.
        decisions: the ledger of decisions; where None, that of the build before, else
            `decisions/ledger.tsv` in `out`.
        on_progress: called with the number of pages read so far and that of all.

    Raises:
        InputError: there is nothing to read, or no such ledger; a graph in `out` stays.
        StoreError: the folder cannot be written.
    """
    paths = sorted(set(paths), key=str)
    run = this_reader({"base": base})
    ledger = curate.Book(decisions or ledger_of(out), out)
    pages, print_of_input = _fingerprint(paths, context, run, ledger)
    if not force and is_current(out, print_of_input):
        return _unchanged(out)
    work = _Work(pages, on_progress, ledger, base, run)
    manifest = build_store(
        work.quads(paths, context),
        out,
        lambda: Manifest(
            version=qjgraph.__version__, fingerprint=print_of_input, base=base,
            articles=work.articles, claims=work.claims, decisions=ledger.recorded,
        ),
        issues=work.issues,
    )  # fmt: skip
    return BuildReport(
        articles=work.articles, claims=work.claims, quads=manifest.quads, issues=work.issues
    )


def ledger_of(out: Path) -> Path:
    """The ledger whose decisions a build into a folder applies unless it is told another."""
    try:
        recorded = read_manifest(out).decisions
    except StoreError:
        recorded = ""
    return out / (recorded or curate.DEFAULT)


def _fingerprint(
    paths: Sequence[Path], context: Context, run: Run, ledger: curate.Book
) -> tuple[int, str]:
    """Number of pages; hash of the input, its context, the problems met, decisions, reader."""
    met: list[Issue] = []
    pages = [f"{page.id} {page_hash(page)}" for page in read_pages(
        paths, context=context, on_issue=met.append
    )]  # fmt: skip
    if not pages:
        raise _nothing_read(paths, met)
    return len(pages), fingerprint((*pages, *map(repr, met), *ledger.parts()), run=run.iri())


def _nothing_read(paths: Sequence[Path], met: Sequence[Issue]) -> InputError:
    """The first problem, where there was one; a mistyped path must not empty a graph."""
    first = next((issue for issue in met if issue.severity is Severity.ERROR), None)
    if first is None:
        hint = "name text files, JSONL, CSV or folders of them"
        return InputError(" ".join(map(str, paths)), "there is no text to read", hint)
    more = sum(issue.severity is Severity.ERROR for issue in met) - 1
    return InputError(first.place, first.message + (f" (and {more} more)" if more else ""))


def _unchanged(out: Path) -> BuildReport:
    kept = read_manifest(out)
    issues = [
        Issue(
            severity=Severity(str(found["severity"])), code=str(found["code"]),
            place=str(found["place"]), message=str(found["message"]),
        )
        for found in read_issues(out)
    ]  # fmt: skip
    return BuildReport(
        articles=kept.articles, claims=kept.claims, quads=kept.quads, issues=issues, unchanged=True
    )


class _Work:
    """A build under way: every text is read, then it is decided who is who, then all is written.

    The quads stream out and the counts stay; read documents wait in a temporary file.
    """

    def __init__(
        self,
        pages: int,
        on_progress: Callable[[int, int], None] | None,
        ledger: curate.Book,
        base: str,
        run: Run,
    ) -> None:
        self.pages = pages
        self.articles = 0
        self.claims = 0
        self.issues: list[Issue] = list(ledger.issues)
        self._ledger, self._base, self._run = ledger, base, run
        self._notify = on_progress or (lambda done, of: None)

    def quads(self, paths: Sequence[Path], context: Context) -> Iterator[Quad]:
        """Every quad of the graph: what all graphs hold, the articles', who is who."""
        yield from shared_quads()
        with Spool() as spool:
            identity = self._identified(paths, context, spool)
            curation = self._ledger.curation(self._base, identity.entity)
            for doc in spool:
                yield from self._written(identity.resolve(doc), curation)
        self.issues += curation.stale()
        yield from judgement_quads(identity.judgements, self._base)

    def _identified(self, paths: Sequence[Path], context: Context, spool: Spool) -> Identity:
        """Reads all pages, each article once; the documents are in the spool then."""
        register = Register(base=self._base, apart=self._ledger.articles())
        seen: dict[str, str] = {}
        found = read_pages(paths, context=context, on_issue=self.issues.append)
        for count, page in enumerate(found, 1):
            for doc in read_page(page, self.issues.append):
                if not self._is_repeat(doc, seen):
                    register.add(doc)
                    spool.put(doc)
            self._notify(count, self.pages)
        return identify(
            register, self._ledger.decisions, self.issues.append, ledger=self._ledger.place
        )

    def _is_repeat(self, doc: Doc, seen: dict[str, str]) -> bool:
        """Whether the same text in the same context was read before; it is one article."""
        first = seen.setdefault(article_hash(doc.article), doc.article.id)
        if first == doc.article.id:
            return False
        self.issues.append(Issue(
            severity=Severity.NOTE, code="duplicate-article", place=doc.article.id,
            message=f"the same text in the same context as {first}; it stands in the graph once",
        ))  # fmt: skip
        return True

    def _written(self, doc: Doc, curation: curate.Curation) -> Iterable[Quad]:
        doc, corrections = curation.apply(doc)
        found = list(quads(doc, base=self._base, run=self._run))
        found += correction_quads(corrections, self._base)
        self.issues += doc.issues
        self.articles += 1
        self.claims += len(doc.claims)
        return found
