"""What the formats are called, what each is for, and how their files are told from one another."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from rus_editor.usecases.publishing import Product


class ProductNames(QObject):
    """Names in the window's language."""

    @property
    def heading(self) -> str:
        """What they are together."""
        return self.tr("Format")

    @property
    def told(self) -> Mapping[Product, tuple[str, str]]:
        """Each in the order shown: its name, and a line about what it is for."""
        return {
            Product.PDF: (
                self.tr("PDF till nämnden"),
                self.tr("Bilaga till ett beslut. Tillgänglig och arkivbeständig."),
            ),
            Product.WORD: (
                self.tr("Word-rapport"),
                self.tr("Samma innehåll, att arbeta vidare med i organisationens mall."),
            ),
            Product.ANNOTATED: (
                self.tr("Hela texten med rutor"),
                self.tr("Den nya texten med en ruta om de viktigaste ändringarna först i varje kapitel."),
            ),
            Product.REDLINE: (
                self.tr("Spårade ändringar med motiveringar"),
                self.tr("Word-dokument där varje ändring kan godkännas eller avvisas. Motiveringarna är kommentarer."),
            ),
            Product.MEMO: (
                self.tr("Tjänsteskrivelse"),
                self.tr("Utkast i Word med förslag till beslut, sammanfattning och ärendebeskrivning."),
            ),
            Product.SLIDES: (self.tr("Bilder"), self.tr("PowerPoint för partnerskap och styrgrupp.")),
            Product.SHEET: (
                self.tr("Kalkylblad"),
                self.tr("Excel med alla ändringar som en tabell att filtrera och sortera."),
            ),
            Product.WEB: (
                self.tr("Webbsida"),
                self.tr("En enda fil att läsa i webbläsaren, utan uppkoppling. Texterna sida vid sida."),
            ),
            Product.JSON: (self.tr("JSON"), self.tr("Allt innehåll för andra program.")),
        }

    @property
    def besides(self) -> Mapping[Product, str]:
        """What stands after the name of files that would else be called the same."""
        return {
            Product.ANNOTATED: self.tr("med rutor"),
            Product.REDLINE: self.tr("spårade ändringar"),
            Product.MEMO: self.tr("tjänsteskrivelse"),
        }
