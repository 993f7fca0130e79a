"""Russian. Months stand in the genitive, as they do in a date."""

from __future__ import annotations

from .catalogue import Words
from .plurals import Plural, russian
from .relative import Spans
from .rules import ErrorWords, ReasonWords

__all__ = ["WORDS"]


def _forms(one: str, few: str, many: str) -> Plural:
    """The three forms of whole numbers; a fraction, CLDR's "other", would take that of "few"."""
    return Plural(one=one, few=few, many=many, other=few)


WORDS = Words(
    language="ru",
    direction="ltr",
    plural=russian,
    thoughts_on=_forms(
        "{count} комментарий к записи «{title}»",
        "{count} комментария к записи «{title}»",
        "{count} комментариев к записи «{title}»",
    ),
    thoughts=_forms("{count} комментарий", "{count} комментария", "{count} комментариев"),
    comments="Комментарии",
    comment_count=_forms("{count} комментарий", "{count} комментария", "{count} комментариев"),
    reply_count=_forms("{count} ответ", "{count} ответа", "{count} ответов"),
    no_comments="Комментариев пока нет",
    comments_closed="Комментарии закрыты.",
    pings="Уведомления с других сайтов",
    skip_to_content="Перейти к содержанию",
    tags="Метки",
    categories="Рубрики",
    anonymous="Аноним",
    hidden="Этот комментарий не показан.",
    in_reply_to="В ответ на комментарий: {name}",
    in_reply_to_hidden="В ответ на комментарий, который не показан",
    continue_thread=_forms(
        "Читать ветку дальше ({count} ответ)",
        "Читать ветку дальше ({count} ответа)",
        "Читать ветку дальше ({count} ответов)",
    ),
    permalink="Ссылка на этот комментарий",
    edited="Изменено: {date}",
    awaiting_moderation="Ваш комментарий ожидает проверки.",
    held="Этот комментарий ожидает проверки.",
    spam="Этот комментарий помечен как спам.",
    trashed="Этот комментарий находится в корзине.",
    held_count=_forms(
        "{count} комментарий ожидает проверки",
        "{count} комментария ожидают проверки",
        "{count} комментариев ожидают проверки",
    ),
    pages="Страницы комментариев",
    page="Страница {number} из {total}",
    previous_page="Предыдущая страница",
    next_page="Следующая страница",
    leave_a_reply="Оставить комментарий",
    reply="Ответить",
    reply_to="Ответить: {name}",
    cancel_reply="Отменить ответ",
    your_name="Имя",
    your_email="Электронная почта",
    your_url="Сайт",
    your_comment="Комментарий",
    send="Отправить комментарий",
    required="обязательно",
    email_hint="Ваш адрес электронной почты не будет опубликован.",
    trap_hint="Пожалуйста, оставьте это поле пустым.",
    please_correct="Ваш комментарий ещё не отправлен:",
    at_field="{field}: {error}",
    errors=ErrorWords(
        required="Пожалуйста, заполните это поле.",
        too_long="Слишком длинно.",
        invalid_email="Пожалуйста, укажите правильный адрес электронной почты.",
        invalid_url="Пожалуйста, укажите адрес сайта, начинающийся с https:// или http://.",
        unreadable="Здесь есть символы, которые нельзя показать. Пожалуйста, удалите их.",
        empty="Пожалуйста, напишите комментарий.",
        unknown_post="Здесь нечего комментировать.",
        unknown_parent="Комментария, на который вы отвечаете, больше нет.",
        protected="Эта запись защищена паролем.",
        closed="Комментарии закрыты.",
        flood="Вы пишете слишком часто. Пожалуйста, немного подождите.",
        duplicate="Кажется, вы это уже написали.",
        too_fast="Это было очень быстро. Пожалуйста, отправьте комментарий ещё раз.",
        expired="Страница была открыта слишком долго. Пожалуйста, отправьте комментарий ещё раз.",
        refused="Ваш комментарий не может быть принят.",
    ),
    reasons=ReasonWords(
        all_held="На этом сайте проверяются все комментарии.",
        first_time="У автора ещё нет одобренных комментариев.",
        links="В комментарии много ссылок.",
        held_word="В комментарии есть слово, требующее проверки.",
        disallowed_word="В комментарии есть запрещённое слово.",
        too_fast="Комментарий отправлен быстрее, чем можно набрать текст.",
        honeypot="Заполнено поле, которое люди не видят.",
        beyond_depth="Комментарий отвечает глубже, чем вкладываются ответы.",
    ),
    months=(
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    day_of_month="{day} {month} {year} г.",
    first="1",
    at_time="{date} в {hour:02}:{minute:02}",
    just_now="только что",
    ago=Spans(
        year=_forms("{count} год назад", "{count} года назад", "{count} лет назад"),
        month=_forms("{count} месяц назад", "{count} месяца назад", "{count} месяцев назад"),
        week=_forms("{count} неделю назад", "{count} недели назад", "{count} недель назад"),
        day=_forms("{count} день назад", "{count} дня назад", "{count} дней назад"),
        hour=_forms("{count} час назад", "{count} часа назад", "{count} часов назад"),
        minute=_forms("{count} минуту назад", "{count} минуты назад", "{count} минут назад"),
    ),
    ahead=Spans(
        year=_forms("через {count} год", "через {count} года", "через {count} лет"),
        month=_forms("через {count} месяц", "через {count} месяца", "через {count} месяцев"),
        week=_forms("через {count} неделю", "через {count} недели", "через {count} недель"),
        day=_forms("через {count} день", "через {count} дня", "через {count} дней"),
        hour=_forms("через {count} час", "через {count} часа", "через {count} часов"),
        minute=_forms("через {count} минуту", "через {count} минуты", "через {count} минут"),
    ),
    comma=", ",
)
