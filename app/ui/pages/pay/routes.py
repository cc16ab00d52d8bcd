import flet as ft

PAY_MODALS: list[ft.Route] = []
