import flet as ft

WIZARD_MODALS: list[ft.Route] = []
