"""The shared pieces of the pages. They take plain values and callbacks, and know no service and no page.

Import the module of a family and call its functions with the style first:
``buttons.filled(style, "登录", on_click)``.
Pieces that keep a state of their own are components, and find the style themselves.
"""
