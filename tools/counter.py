"""The bare counter that the app is measured against: what Flet takes by itself."""

COUNTER = """
import flet as ft

def main(page: ft.Page):
    value = ft.Text("0", size=50)
    def more(e):
        value.value = str(int(value.value) + 1)
        page.update()
    page.add(value, ft.Button("more", on_click=more))

"""
