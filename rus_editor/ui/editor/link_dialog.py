"""Where a link leads, and what stands in the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rus_editor.ui.theme import px
from rus_editor.usecases.dressing import address_of


class LinkDialog(QDialog):
    """Asks for an address. After it was accepted, ``address`` is None where the link is to be taken away."""

    def __init__(self, text: str, address: str, *, may_name: bool, parent: QWidget | None = None) -> None:
        """``may_name`` lets the text be written, too; otherwise it is only shown."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Länk"))
        self.setMinimumWidth(px(460))
        self._removed = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(18))
        layout.setSpacing(px(12))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.text_field = QLineEdit(text, self)
        self.text_field.setEnabled(may_name)
        self.text_field.setAccessibleName(self.tr("Text"))
        self.address_field = QLineEdit(address, self)
        self.address_field.setPlaceholderText("https://")
        self.address_field.setAccessibleName(self.tr("Adress"))
        form.addRow(self.tr("&Text"), self.text_field)
        form.addRow(self.tr("&Adress"), self.address_field)
        layout.addLayout(form)
        self.fault = QLabel(self)
        self.fault.setProperty("look", "muted")
        self.fault.setWordWrap(True)
        layout.addWidget(self.fault)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok: QPushButton = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setProperty("look", "primary")
        # Qt says "Ok" in Swedish; it is the same word in both languages.
        self._ok.setText("OK")
        if address:
            remove = self._buttons.addButton(self.tr("Ta bort länken"), QDialogButtonBox.ButtonRole.DestructiveRole)
            remove.clicked.connect(self._remove)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(self._buttons)
        self.address_field.textChanged.connect(self._check)
        self._check()
        self.address_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.address_field.selectAll()

    @property
    def address(self) -> str | None:
        """Where it is to lead; None for nowhere."""
        return None if self._removed else address_of(self.address_field.text())

    @property
    def name(self) -> str:
        """What is to stand in the text."""
        return self.text_field.text() if self.text_field.isEnabled() else ""

    @property
    def typed(self) -> str:
        """The address as it was typed."""
        return self.address_field.text().strip()

    def _check(self) -> None:
        typed = self.address_field.text().strip()
        possible = address_of(typed) is not None
        self._ok.setEnabled(possible)
        self.fault.setText(
            "" if possible or not typed else self.tr("Skriv en webbadress, en e-postadress eller #bokmärke.")
        )

    def _remove(self) -> None:
        self._removed = True
        self.accept()
