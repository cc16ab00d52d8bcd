"""共济通 (Gongji): who pays what for a family's medical bills, and why not."""

__version__ = "0.3.0"
