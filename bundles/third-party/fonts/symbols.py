#!/usr/bin/env python3
"""Makes Symbola-symbols.ttf: symbols.py <Symbola_hint.ttf of Debian's fonts-symbola> <output>. Needs fonttools."""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [(0x20, 0x20), (0x200D, 0x200D), (0x2190, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF), (0xFE0F, 0xFE0F), (0x1F000, 0x1FAFF)]

font = TTFont(sys.argv[1], recalcTimestamp=False)
options = subset.Options(hinting=False, layout_features=[])
cut = subset.Subsetter(options)
cut.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
cut.subset(font)

# The line height of Noto Sans, so that an emoji does not make a line of text higher than its element.
em = font["head"].unitsPerEm
ascent, descent = round(1.069 * em), round(0.293 * em)
hhea, os2 = font["hhea"], font["OS/2"]
hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
os2.usWinAscent, os2.usWinDescent = ascent, descent
font.save(sys.argv[2])
