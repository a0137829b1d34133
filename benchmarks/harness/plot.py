"""The plot: for each dataset a panel of bars, wall seconds with the rounds' spread, and client CPU seconds."""

from html import escape

from .results import Section, Standing

WIDTH = 900
LABELS = 330
BAR = 13
ROW = 2 * BAR + 14
PANEL_HEAD = 64
PANEL_FOOT = 26
COLOURS = {"ours": ("#0b5c8a", "#8fbfdc"), "others": ("#6b6b6b", "#c4c4c4")}


def picture(sections: list[Section]) -> str:
    """An SVG document."""
    body, top = [], 12
    for section in sections:
        panel, height = _panel(section, top)
        body += panel
        top += height
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
            ' font-family="sans-serif" font-size="13">',
            f'<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _panel(section: Section, top: int) -> tuple[list[str], int]:
    standings = [standing for standing in section.standings if standing.measurements]
    longest = max((max(each.wall.greatest, each.cpu.median) for each in standings), default=1)
    step = _step(longest)
    scale = (WIDTH - LABELS - 70) / longest
    height = PANEL_HEAD + ROW * len(standings) + PANEL_FOOT
    bottom = top + height - PANEL_FOOT
    drawn = [
        _text(12, top + 20, section.dataset.title, 'font-size="16" font-weight="bold"'),
        _text(12, top + 40, "dark: wall seconds, line: least to greatest; light: client CPU seconds", 'fill="#555555"'),
    ]
    for mark in range(int(longest / step) + 1):
        x = LABELS + mark * step * scale
        drawn.append(_line(x, top + PANEL_HEAD - 10, x, bottom, "#e2e2e2"))
        drawn.append(_text(x, bottom + 14, f"{mark * step:g}", 'fill="#555555" text-anchor="middle" font-size="11"'))
    for number, standing in enumerate(standings):
        drawn += _bars(standing, top + PANEL_HEAD + number * ROW, scale)
    return drawn, height


def _bars(standing: Standing, top: float, scale: float) -> list[str]:
    dark, light = COLOURS["ours" if standing.contestant.name.startswith("ingest") else "others"]
    wall, cpu = standing.wall, standing.cpu
    middle = top + BAR / 2
    end = LABELS + max(wall.greatest, wall.median) * scale
    return [
        _text(LABELS - 10, top + BAR + 4, standing.contestant.title, 'text-anchor="end" font-size="12"'),
        _bar(top, wall.median * scale, dark),
        _bar(top + BAR, cpu.median * scale, light),
        _line(LABELS + wall.least * scale, middle, LABELS + wall.greatest * scale, middle, "#d1495b"),
        _text(end + 6, top + BAR - 2, f"{wall.median:.1f}", 'font-size="11"'),
        _text(LABELS + cpu.median * scale + 6, top + 2 * BAR - 2, f"{cpu.median:.1f}", 'font-size="11" fill="#555555"'),
    ]


def _step(longest: float) -> float:
    """The distance of the axis's marks: the smallest of 1, 2, 5 times a power of ten that gives at most eight."""
    return min(
        factor * 10.0**power for power in range(-3, 6) for factor in (1, 2, 5) if longest / (factor * 10.0**power) <= 8
    )


def _bar(top: float, width: float, colour: str) -> str:
    return f'<rect x="{LABELS}" y="{top:.1f}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="1.5"/>'


def _text(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'
