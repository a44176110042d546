"""Texts that would act, were they taken for anything but text."""

CANARY = "window.__struck=1"
TEXTS = {
    "script": f"<script>{CANARY}</script>",
    "closing": f"</script><script>{CANARY}</script>",
    "json": f'"}}]}}</script><img src=x onerror={CANARY}>',
    "image": f"<img src=x onerror={CANARY}>",
    "svg": f"<svg onload={CANARY}>",
    "comment": f"<!--<script>{CANARY}//-->",
    "quotes": f"\"'`;{CANARY}//",
    "template": f"${{{CANARY}}} $title {{{{7*7}}}}",
    "separators": f"一\u2028{CANARY}\u2029二",
    "bidi": "\u202e反\u2066转\u200f",
    "link": f"javascript:{CANARY}",
    "href": f'<a href="javascript:{CANARY}">点</a>',
    "null": "甲\u0000乙\u0007丙",
    "half": "半\ud83d个",
    "emoji": "👨‍👩‍👧家庭",
    "entity": "&lt;b&gt; &amp;",
}
