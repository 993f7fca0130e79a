"""Spanish."""

from __future__ import annotations

from .catalogue import Words
from .plurals import Plural, spanish
from .relative import Spans
from .rules import ErrorWords, ReasonWords

__all__ = ["WORDS"]

WORDS = Words(
    language="es",
    direction="ltr",
    plural=spanish,
    thoughts_on=Plural(
        one="Un comentario en «{title}»",
        many="{count} de comentarios en «{title}»",
        other="{count} comentarios en «{title}»",
    ),
    thoughts=Plural(
        one="Un comentario", many="{count} de comentarios", other="{count} comentarios"
    ),
    comments="Comentarios",
    comment_count=Plural(
        one="{count} comentario", many="{count} de comentarios", other="{count} comentarios"
    ),
    reply_count=Plural(
        one="{count} respuesta", many="{count} de respuestas", other="{count} respuestas"
    ),
    no_comments="Todavía no hay comentarios",
    comments_closed="Los comentarios están cerrados.",
    pings="Pingbacks y trackbacks",
    skip_to_content="Saltar al contenido",
    tags="Etiquetas",
    categories="Categorías",
    anonymous="Anónimo",
    hidden="Este comentario no se muestra.",
    in_reply_to="En respuesta a {name}",
    in_reply_to_hidden="En respuesta a un comentario que no se muestra",
    continue_thread=Plural(
        one="Seguir este hilo ({count} respuesta)",
        many="Seguir este hilo ({count} de respuestas)",
        other="Seguir este hilo ({count} respuestas)",
    ),
    permalink="Enlace a este comentario",
    edited="Editado: {date}",
    awaiting_moderation="Tu comentario está pendiente de moderación.",
    held="Este comentario está pendiente de moderación.",
    spam="Este comentario está marcado como spam.",
    trashed="Este comentario está en la papelera.",
    held_count=Plural(
        one="{count} comentario está pendiente de moderación",
        many="{count} de comentarios están pendientes de moderación",
        other="{count} comentarios están pendientes de moderación",
    ),
    pages="Páginas de comentarios",
    page="Página {number} de {total}",
    previous_page="Página anterior",
    next_page="Página siguiente",
    leave_a_reply="Deja un comentario",
    reply="Responder",
    reply_to="Responder a {name}",
    cancel_reply="Cancelar la respuesta",
    your_name="Nombre",
    your_email="Correo electrónico",
    your_url="Sitio web",
    your_comment="Comentario",
    send="Publicar el comentario",
    required="obligatorio",
    email_hint="Tu dirección de correo electrónico no se publicará.",
    trap_hint="Deja este campo vacío.",
    please_correct="Tu comentario aún no se ha enviado:",
    at_field="{field}: {error}",
    errors=ErrorWords(
        required="Rellena este campo.",
        too_long="Es demasiado largo.",
        invalid_email="Escribe una dirección de correo electrónico válida.",
        invalid_url="Escribe una dirección web que empiece por https:// o http://.",
        unreadable="Hay caracteres que no se pueden mostrar. Elimínalos.",
        empty="Escribe un comentario.",
        unknown_post="Aquí no hay nada que comentar.",
        unknown_parent="El comentario al que respondes ya no existe.",
        protected="Esta entrada está protegida con contraseña.",
        closed="Los comentarios están cerrados.",
        flood="Estás publicando demasiado rápido. Espera un momento.",
        duplicate="Parece que ya lo habías dicho.",
        too_fast="Ha sido muy rápido. Envía el comentario otra vez.",
        expired="La página ha estado abierta demasiado tiempo. Envía el comentario otra vez.",
        refused="Tu comentario no se puede aceptar.",
    ),
    reasons=ReasonWords(
        all_held="En este sitio todos los comentarios esperan la moderación.",
        first_time="Esta persona aún no tiene ningún comentario aprobado.",
        links="El comentario contiene muchos enlaces.",
        held_word="El comentario contiene una palabra que lo deja en espera.",
        disallowed_word="El comentario contiene una palabra prohibida.",
        too_fast="El comentario llegó antes de lo que nadie tarda en escribirlo.",
        honeypot="Se rellenó un campo que las personas no ven.",
        beyond_depth="El comentario responde a un nivel más profundo del que se anida.",
    ),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    day_of_month="{day} de {month} de {year}",
    first="1",
    at_time="{date}, {hour:02}:{minute:02}",
    just_now="ahora mismo",
    ago=Spans(
        year=Plural(one="hace {count} año", other="hace {count} años"),
        month=Plural(one="hace {count} mes", other="hace {count} meses"),
        week=Plural(one="hace {count} semana", other="hace {count} semanas"),
        day=Plural(one="hace {count} día", other="hace {count} días"),
        hour=Plural(one="hace {count} hora", other="hace {count} horas"),
        minute=Plural(one="hace {count} minuto", other="hace {count} minutos"),
    ),
    ahead=Spans(
        year=Plural(one="dentro de {count} año", other="dentro de {count} años"),
        month=Plural(one="dentro de {count} mes", other="dentro de {count} meses"),
        week=Plural(one="dentro de {count} semana", other="dentro de {count} semanas"),
        day=Plural(one="dentro de {count} día", other="dentro de {count} días"),
        hour=Plural(one="dentro de {count} hora", other="dentro de {count} horas"),
        minute=Plural(one="dentro de {count} minuto", other="dentro de {count} minutos"),
    ),
    comma=", ",
)
