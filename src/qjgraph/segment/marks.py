"""Classes of characters that the segmenter's patterns are made of."""

from __future__ import annotations

#: Chinese characters, for use inside a character class.
HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f〇々"
#: Blanks that may stand inside a line, once the text is normalised.
BLANK = " \t\u3000"
