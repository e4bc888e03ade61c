"""Breaking a text into lines, for widgets that paint several lines themselves."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def wrap(text: str, font: QFont, width: float) -> list[str]:
    """Lines of at most `width` logical pixels; line breaks in the text are kept."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            start = line.textStart()
            lines.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
    return lines
