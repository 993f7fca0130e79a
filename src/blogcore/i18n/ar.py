"""Arabic, written from right to left, with the digits of Europe as most Arabic sites have them."""

from __future__ import annotations

from blogcore.i18n.catalogue import Words
from blogcore.i18n.messages import ErrorMessages, ModerationLabels, ReasonMessages
from blogcore.i18n.plurals import Plural, arabic
from blogcore.i18n.relative import RelativeTimes

__all__ = ["WORDS"]


def _span(one: str, two: str, few: str, many: str, other: str) -> Plural:
    return Plural(zero=other, one=one, two=two, few=few, many=many, other=other)


WORDS = Words(
    language="ar",
    direction="rtl",
    plural_rule=arabic,
    thoughts_on=Plural(
        zero="لا تعليقات على «{title}»",
        one="تعليق واحد على «{title}»",
        two="تعليقان على «{title}»",
        few="{count} تعليقات على «{title}»",
        many="{count} تعليقًا على «{title}»",
        other="{count} تعليق على «{title}»",
    ),
    thoughts=Plural(
        zero="لا تعليقات",
        one="تعليق واحد",
        two="تعليقان",
        few="{count} تعليقات",
        many="{count} تعليقًا",
        other="{count} تعليق",
    ),
    comments="التعليقات",
    comment_count=Plural(
        zero="لا تعليقات",
        one="تعليق واحد",
        two="تعليقان",
        few="{count} تعليقات",
        many="{count} تعليقًا",
        other="{count} تعليق",
    ),
    reply_count=Plural(
        zero="لا ردود",
        one="رد واحد",
        two="ردان",
        few="{count} ردود",
        many="{count} ردًا",
        other="{count} رد",
    ),
    no_comments="لا توجد تعليقات بعد",
    comments_closed="التعليقات مغلقة.",
    pings="إشعارات من مواقع أخرى",
    skip_to_content="انتقل إلى المحتوى",
    tags="الوسوم",
    categories="التصنيفات",
    anonymous="مجهول",
    hidden="هذا التعليق غير معروض.",
    in_reply_to="ردًا على {name}",
    in_reply_to_hidden="ردًا على تعليق غير معروض",
    probably_answers="يُرجَّح أنه رد على {name}",
    probably_answers_hidden="يُرجَّح أنه رد على تعليق غير معروض",
    inferred="استُنتج هذا الارتباط من نصوص التعليقات.",
    continue_thread=Plural(
        zero="تابع هذا النقاش (لا ردود)",
        one="تابع هذا النقاش (رد واحد)",
        two="تابع هذا النقاش (ردان)",
        few="تابع هذا النقاش ({count} ردود)",
        many="تابع هذا النقاش ({count} ردًا)",
        other="تابع هذا النقاش ({count} رد)",
    ),
    permalink="رابط هذا التعليق",
    edited="عُدّل: {date}",
    awaiting_moderation="تعليقك في انتظار المراجعة.",
    held="هذا التعليق في انتظار المراجعة.",
    spam="هذا التعليق مصنّف كتعليق مزعج.",
    trashed="هذا التعليق في سلة المهملات.",
    held_count=Plural(
        zero="لا تعليقات في انتظار المراجعة",
        one="تعليق واحد في انتظار المراجعة",
        two="تعليقان في انتظار المراجعة",
        few="{count} تعليقات في انتظار المراجعة",
        many="{count} تعليقًا في انتظار المراجعة",
        other="{count} تعليق في انتظار المراجعة",
    ),
    pages="صفحات التعليقات",
    page="صفحة {number} من {total}",
    previous_page="الصفحة السابقة",
    next_page="الصفحة التالية",
    leave_a_reply="اترك تعليقًا",
    reply="رد",
    reply_to="الرد على {name}",
    cancel_reply="إلغاء الرد",
    your_name="الاسم",
    your_email="البريد الإلكتروني",
    your_url="الموقع الإلكتروني",
    your_comment="التعليق",
    send="أرسل التعليق",
    required="مطلوب",
    email_hint="لن يُنشر عنوان بريدك الإلكتروني.",
    honeypot_hint="يُرجى ترك هذا الحقل فارغًا.",
    please_correct="لم يُرسل تعليقك بعد:",
    at_field="{field}: {error}",
    errors=ErrorMessages(
        required="يُرجى ملء هذا الحقل.",
        too_long="النص أطول من المسموح به.",
        invalid_email="يُرجى إدخال عنوان بريد إلكتروني صحيح.",
        invalid_url="يُرجى إدخال عنوان موقع يبدأ بـ https:// أو http://.",
        unreadable="يحتوي النص على رموز لا يمكن عرضها. يُرجى حذفها.",
        empty="يُرجى كتابة تعليق.",
        unknown_post="لا يوجد هنا ما يمكن التعليق عليه.",
        unknown_parent="التعليق الذي ترد عليه لم يعد موجودًا.",
        protected="هذه المقالة محمية بكلمة مرور.",
        closed="التعليقات مغلقة.",
        flood="أنت ترسل التعليقات بسرعة كبيرة. يُرجى الانتظار قليلًا.",
        duplicate="يبدو أنك قلت هذا من قبل.",
        too_fast="كان ذلك سريعًا جدًا. يُرجى إرسال التعليق مرة أخرى.",
        expired="بقيت الصفحة مفتوحة مدة طويلة. يُرجى إرسال التعليق مرة أخرى.",
        refused="لا يمكن قبول تعليقك.",
    ),
    reasons=ReasonMessages(
        all_held="كل التعليقات في هذا الموقع تنتظر المراجعة.",
        first_time="ليس لصاحب التعليق تعليق مقبول بعد.",
        links="يحتوي التعليق على روابط كثيرة.",
        held_word="يحتوي التعليق على كلمة تستدعي المراجعة.",
        disallowed_word="يحتوي التعليق على كلمة ممنوعة.",
        too_fast="وصل التعليق أسرع مما يمكن كتابته.",
        honeypot="مُلئ حقل لا يراه الزوار.",
        beyond_depth="يرد التعليق على مستوى أعمق مما تُعرض به الردود.",
    ),
    moderation=ModerationLabels(
        title="مراجعة التعليقات",
        held="في الانتظار",
        spam="مزعج",
        trash="سلة المهملات",
        nothing="لا يوجد شيء هنا.",
        approve="قبول",
        hold="إبقاء في الانتظار",
        restore="استعادة",
    ),
    months=(
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    date_format="{day} {month} {year}",
    first_of_month="1",
    datetime_format="{date} في {hour:02}:{minute:02}",
    just_now="الآن",
    ago=RelativeTimes(
        year=_span(
            "قبل سنة واحدة", "قبل سنتين", "قبل {count} سنوات", "قبل {count} سنة", "قبل {count} سنة"
        ),
        month=_span(
            "قبل شهر واحد", "قبل شهرين", "قبل {count} أشهر", "قبل {count} شهرًا", "قبل {count} شهر"
        ),
        week=_span(
            "قبل أسبوع واحد",
            "قبل أسبوعين",
            "قبل {count} أسابيع",
            "قبل {count} أسبوعًا",
            "قبل {count} أسبوع",
        ),
        day=_span(
            "قبل يوم واحد", "قبل يومين", "قبل {count} أيام", "قبل {count} يومًا", "قبل {count} يوم"
        ),
        hour=_span(
            "قبل ساعة واحدة",
            "قبل ساعتين",
            "قبل {count} ساعات",
            "قبل {count} ساعة",
            "قبل {count} ساعة",
        ),
        minute=_span(
            "قبل دقيقة واحدة",
            "قبل دقيقتين",
            "قبل {count} دقائق",
            "قبل {count} دقيقة",
            "قبل {count} دقيقة",
        ),
    ),
    ahead=RelativeTimes(
        year=_span(
            "بعد سنة واحدة", "بعد سنتين", "بعد {count} سنوات", "بعد {count} سنة", "بعد {count} سنة"
        ),
        month=_span(
            "بعد شهر واحد", "بعد شهرين", "بعد {count} أشهر", "بعد {count} شهرًا", "بعد {count} شهر"
        ),
        week=_span(
            "بعد أسبوع واحد",
            "بعد أسبوعين",
            "بعد {count} أسابيع",
            "بعد {count} أسبوعًا",
            "بعد {count} أسبوع",
        ),
        day=_span(
            "بعد يوم واحد", "بعد يومين", "بعد {count} أيام", "بعد {count} يومًا", "بعد {count} يوم"
        ),
        hour=_span(
            "بعد ساعة واحدة",
            "بعد ساعتين",
            "بعد {count} ساعات",
            "بعد {count} ساعة",
            "بعد {count} ساعة",
        ),
        minute=_span(
            "بعد دقيقة واحدة",
            "بعد دقيقتين",
            "بعد {count} دقائق",
            "بعد {count} دقيقة",
            "بعد {count} دقيقة",
        ),
    ),
    comma="، ",
)
