"""Make the heading font: one small variable file of Latin letters, and the numbers of its stand-in.

The source is Bricolage Grotesque (SIL Open Font Licence 1.1) as Fontsource publishes it:

    npm pack @fontsource-variable/bricolage-grotesque
    tar xzf fontsource-variable-bricolage-grotesque-*.tgz
    python scripts/subset_font.py package/files/bricolage-grotesque-latin-opsz-normal.woff2 \
        --licence package/LICENSE --stand-in LiberationSans-Bold.ttf

Kept: the weights 500 to 800 at one optical size, drawn for large type. `--stand-in` is a bold font with
Arial's widths; from it come `size-adjust` and the three overrides of the `@font-face` that stands in until
the file is here, so that no line moves when it arrives. Copy the printed rule into `css/site.css`.
"""

import argparse
import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "site_core" / "static" / "fonts"
WEIGHTS = (500, 800)
# Large headings are what it is for: between the text (12) and the poster (96) drawing.
OPTICAL_SIZE = 48
# ASCII, Latin-1, and the marks of British typography. Other letters come from the reader's own fonts.
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x0152, 0x0153, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026),
    *(0x2032, 0x2033, 0x20AC, 0x2190, 0x2192, 0x2197, 0x2212, 0x00D7),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
# How often each letter stands in English text, in thousandths (Lewand, Cryptological Mathematics, 2000).
LETTERS = {
    "e": 127, "t": 91, "a": 82, "o": 75, "i": 70, "n": 67, "s": 63, "h": 61, "r": 60, "d": 43, "l": 40,
    "c": 28, "u": 28, "m": 24, "w": 24, "f": 22, "g": 20, "y": 20, "p": 19, "b": 15, "v": 10, "k": 8,
    " ": 190,
}  # fmt: skip


def average_width(font: TTFont) -> float:
    """Return the mean advance of English text, as a share of the em."""
    widths, names = font["hmtx"], font.getBestCmap()
    total = sum(widths[names[ord(letter)]][0] * count for letter, count in LETTERS.items())
    return total / sum(LETTERS.values()) / font["head"].unitsPerEm


def subset(source: Path, target: Path) -> TTFont:
    """Write the small variable font to `target` and return it."""
    font = instantiateVariableFont(TTFont(source), {"opsz": OPTICAL_SIZE, "wght": WEIGHTS})
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the copyright and licence stay in the file
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return font


def stand_in_rule(font: TTFont, stand_in: TTFont) -> str:
    """Return the `@font-face` that gives a local bold Arial the widths and heights of `font`."""
    # At the weight that headings have, since that is what is replaced.
    heavy = instantiateVariableFont(font, {"wght": WEIGHTS[1]})
    size = average_width(heavy) / average_width(stand_in)
    em, hhea = font["head"].unitsPerEm, font["hhea"]
    return (
        "@font-face {\n"
        '  font-family: "Bricolage stand-in";\n'
        '  src: local("Arial Bold"), local("Arial-BoldMT"), local("Liberation Sans Bold");\n'
        f"  size-adjust: {size:.2%};\n"
        f"  ascent-override: {hhea.ascent / em / size:.2%};\n"
        f"  descent-override: {-hhea.descent / em / size:.2%};\n"
        f"  line-gap-override: {hhea.lineGap / em / size:.2%};\n"
        "}"
    )


def main() -> None:
    """Read the command line, write the font and its licence, print the stand-in's rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("source", type=Path, help="the variable font with the axes opsz and wght")
    parser.add_argument("--licence", type=Path, help="its licence, copied beside the font as OFL.txt")
    parser.add_argument("--stand-in", type=Path, help="a bold font with Arial's widths, to measure")
    arguments = parser.parse_args()
    target = TARGET / "bricolage-grotesque.woff2"
    font = subset(arguments.source, target)
    print(f"{target.name}: {target.stat().st_size} bytes")
    if arguments.licence:
        shutil.copyfile(arguments.licence, TARGET / "OFL.txt")
    if arguments.stand_in:
        print(stand_in_rule(font, TTFont(arguments.stand_in)))


if __name__ == "__main__":
    main()
