"""Paying one person's 居民医保 of one year: the channel, the quote, the password."""

import flet as ft

from app.services.fees import Channel, FeeForm, FeeKind
from app.ui.components.choices import Choice, chips
from app.ui.components.fields import error_line
from app.ui.components.states import skeleton
from app.ui.components.surfaces import section
from app.ui.forms import use_errors
from app.ui.guard import component, use_safe_effect
from app.ui.i18n import tr
from app.ui.layout import page_view
from app.ui.pages.fees.paying import quote_body, quote_bottom, use_paying
from app.ui.paths import fee_of, fees_of
from app.ui.theme import heading, text, use_style


@component(view=True)
def resident_fee_page() -> ft.View:
    """Show the page at /fees/<person>/<year>."""
    style = use_style()
    parameters = ft.use_route_params()
    person_id, year = int(parameters.get("person_id", "0")), int(parameters.get("year", "0"))
    channel, set_channel = ft.use_state(Channel.GANFUTONG)
    form = FeeForm(FeeKind.RESIDENT, person_id, year, channel)  # of the address: another one may follow on this page
    errors = use_errors()
    paying = use_paying(style, errors)
    use_safe_effect(paying.ask.run_with(form), [form])

    def choose(key: str) -> None:
        set_channel(Channel(key))

    quote = paying.quote
    asked_anew = quote is not None and (quote.form.beneficiary_id, quote.form.year) != (person_id, year)
    body: list[ft.Control] = [heading(style, "title_1", tr("{year} 年度居民医保", year=year))]
    if quote is not None and not asked_anew:
        words = tr("{payer}给{name}缴", payer=quote.payer_name, name=quote.beneficiary_name)
        body.append(text(style, "label", words, color=style.color.ink_2))
    body += [
        section(style, tr("在哪里缴？"), quiet=True),
        chips(style, [Choice(one.value, tr(one.value)) for one in Channel], form.channel.value, choose, wrap=True),
    ]
    if errors.general:
        body.append(error_line(style, errors.general))
    elif quote is None or asked_anew:
        body.append(skeleton(style, lines=4, saying=tr("正在试算")))
    body += [] if asked_anew else quote_body(style, paying)
    path = fee_of(person_id, year)
    return page_view(
        style,
        path,
        tr("居民医保缴费"),
        body,
        bottom=None if asked_anew else quote_bottom(style, paying),
        gap=style.space.s4,
        below=fees_of(person_id),
    )
