"""The window of a page: how large it is, how large its text, and what fits in it."""

from dataclasses import dataclass

from app.ui.sizes import Size

_SIZE = Size()


@dataclass(frozen=True, slots=True)
class Window:
    """The window in logical pixels, and by how much the system enlarges text (1.0: not)."""

    width: int = 390
    height: int = 844
    text_scale: float = 1.0
    typing: bool = False
    """Whether a phone's keyboard covers the lower part."""
    elder: bool = False
    """Whether all text is as large as 长辈版 has it, before the system enlarges it."""

    @property
    def short(self) -> bool:
        """Whether bars must be low: a phone on its side."""
        return self.height < _SIZE.short_below

    @property
    def rail(self) -> bool:
        """Whether there is room for the rail in place of the bottom bar; 长辈版 has neither."""
        return not self.elder and self.width >= (_SIZE.rail_short_from if self.short else _SIZE.wide_from)

    @property
    def wide(self) -> bool:
        """Whether a list and its detail, or two columns, fit side by side."""
        least = _SIZE.list_pane_narrow_below if self.short else _SIZE.wide_from
        return not self.elder and self.width >= least * max(1.0, self.text_scale)

    @property
    def columns(self) -> bool:
        """Whether a page of one column of cards is better set in two."""
        return self.wide and self.width >= _SIZE.list_pane_narrow_below * max(1.0, self.text_scale)

    @property
    def narrow(self) -> bool:
        """Whether four things no longer fit side by side."""
        return self.width < _SIZE.narrow_below

    @property
    def stacked(self) -> bool:
        """Whether text is so large that pairs stand one below the other."""
        return self.elder or self.text_scale >= 1.3  # noqa: PLR2004 - the mockups' own limit

    @property
    def huge(self) -> bool:
        """Whether text is so large that every row is a label over its value."""
        return self.text_scale >= (1.3 if self.elder else 1.6)
