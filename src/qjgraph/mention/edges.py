"""Where the free part of a body's name begins: 由|天山云麦食品|有限公司."""

from __future__ import annotations

from functools import cache

from qjgraph.lexicon.bodies import LEVELS
from qjgraph.lexicon.names import all_han
from qjgraph.lexicon.tables import table, words
from qjgraph.lexicon.tokens import Tokens, is_known

#: Parts of speech that end a name on its left: prepositions, particles, adverbs, ...
_CLOSED = frozenset(("p", "c", "d", "r", "y", "e", "o", "x", "t", "f", "u", "w"))

#: The longest free part, in characters.
_LONGEST = 26


def left_edge(text: str, tokens: Tokens, begin: int, *, company: bool = False) -> int:
    """Where a name that ends in a body's ending begins."""
    edge = begin
    index = tokens.index_ending_at(begin)
    if index < 0:
        return _inside_word(text, tokens, begin, company)
    while index >= 0 and begin - tokens.starts[index] <= _LONGEST:
        word, tag = tokens.word(index), tokens.tags[index]
        if word == "”" and edge < begin and tokens.tags[index + 1] == "ns":
            # “…路”|山西路桥集团: a place opens the name, not the quotation before it.
            break
        if word == ")" or word == "”":
            opened = text.rfind("(" if word == ")" else "“", 0, tokens.starts[index])
            inside = tokens.starts[index] - opened
            if opened < 0 or inside > 12 or tokens.index_ending_at(opened) < 0:
                break
            index = tokens.index_ending_at(opened)
            edge = opened if word == "”" else edge
            if word == "”" and tokens.tags[index] != "ns":
                break
            continue
        if _opens_with_preposition(word):
            edge = tokens.starts[index] + 1
            break
        # 新|厝|小学: before a lone character 新 is part of a name, before a word it says new.
        coined = word == "新" and edge < begin and len(tokens.word(index + 1)) == 1
        if (
            not coined
            and not _belongs(word, tag)
            and not (company and _may_name_company(word, tag))
        ):
            break
        edge = tokens.starts[index]
        index -= 1
    return edge


def _opens_with_preposition(word: str) -> bool:
    """由县, 和市, 由澄溪县: a preposition that the segmenter glued to a name."""
    if len(word) == 2:
        if word[0] == "率":
            return word[1] in LEVELS
        return (word[0] == "由" and word != "由来") or (word[0] in "和与及" and word[1] in LEVELS)
    return len(word) > 2 and word[0] in "由把将向对从被" and not is_known(word)


def _may_name_company(word: str, tag: str) -> bool:
    """Companies take any word for a name; only words of grammar stay out."""
    if len(word) == 1:
        return (
            "\u4e00" <= word <= "\u9fff"
            and word not in "的在像如经据按由和与及对向从到为是被把将等了以于让请给据来去"
        )
    if tag[0] == "v":
        return word not in _deeds()
    return tag[0] in "fadbz" and word not in words("body_left_stops", "word")


def _inside_word(text: str, tokens: Tokens, begin: int, company: bool) -> int:
    """The ending is the tail of a dictionary word (人民医院): start with that word."""
    for back in range(1, 5):
        if tokens.index_ending_at(begin - back) >= 0:
            return left_edge(text, tokens, begin - back, company=company)
    return begin


def _belongs(word: str, tag: str) -> bool:
    """Whether a word may be part of a body's own name."""
    if word in words("body_left_stops", "word") or ends_in_post(word):
        return False
    if tag == "eng":
        return True
    if len(word) > 1 and tag[0] in "xtmd" and all_han(word) and not is_known(word):
        # A coined name that the word guess gave some tag.
        return True
    if tag[:1] in _CLOSED or word == "任":
        return False
    if tag == "v" and len(word) > 1:
        return word in words("name_verbs", "word") or not is_known(word)
    if tag == "m" or tag == "mq":
        return word[0] in "一二三四五六七八九十百千万第"
    return not (tag == "v" and len(word) == 1)


def ends_in_post(word: str) -> bool:
    """Whether a dictionary word is the title of an office (县委书记, 副市长; not 农民)."""
    return len(word) > 1 and any(word[-size:] in _offices() for size in (2, 3, 4))


@cache
def _deeds() -> frozenset[str]:
    """Verbs that a company is the object of or that a person does: no part of its name."""
    return frozenset().union(
        words("body_left_stops", "word"), words("role_verbs", "verb"),
        words("name_after", "word"), words("inspection_verbs", "verb"),
    )  # fmt: skip


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["head"] for row in table("posts") if row["kind"] != "lay")
