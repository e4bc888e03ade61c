"""The language of the program: Chinese is in the source, English in a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from desktop.screens.widgets.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Language:
    """Switches the application between Chinese and English."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._code = ""

    def use(self, code: str) -> bool:
        """Use `zh` or `en` from now on; True where that changes the language.

        Views made before keep their words: make them anew.
        """
        if code == self._code:
            return False
        self._code = code
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        QLocale.setDefault(QLocale("en_GB" if code == "en" else "zh_CN"))
        if code == "en":
            self._install(str(resource_path("i18n", "en.qm")))
        else:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"{folder}/qtbase_zh_CN.qm")
        return True

    def _install(self, path: str) -> None:
        translator = QTranslator()
        if translator.load(path):
            self._application.installTranslator(translator)
            self._installed.append(translator)
