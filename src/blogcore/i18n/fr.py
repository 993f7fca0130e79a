"""French. A no-break space precedes a colon and follows the opening quotation mark."""

from __future__ import annotations

from blogcore.i18n.catalogue import Words
from blogcore.i18n.messages import ErrorMessages, ModerationLabels, ReasonMessages
from blogcore.i18n.plurals import Plural, french
from blogcore.i18n.relative import RelativeTimes

__all__ = ["WORDS"]

WORDS = Words(
    language="fr",
    direction="ltr",
    plural_rule=french,
    thoughts_on=Plural(
        one="{count} réflexion sur «\u00a0{title}\u00a0»",
        many="{count} de réflexions sur «\u00a0{title}\u00a0»",
        other="{count} réflexions sur «\u00a0{title}\u00a0»",
    ),
    thoughts=Plural(
        one="{count} réflexion", many="{count} de réflexions", other="{count} réflexions"
    ),
    comments="Commentaires",
    comment_count=Plural(
        one="{count} commentaire", many="{count} de commentaires", other="{count} commentaires"
    ),
    reply_count=Plural(one="{count} réponse", many="{count} de réponses", other="{count} réponses"),
    no_comments="Aucun commentaire pour l’instant",
    comments_closed="Les commentaires sont fermés.",
    pings="Pings et rétroliens",
    skip_to_content="Aller au contenu",
    tags="Étiquettes",
    categories="Catégories",
    anonymous="Anonyme",
    hidden="Ce commentaire n’est pas affiché.",
    in_reply_to="En réponse à {name}",
    in_reply_to_hidden="En réponse à un commentaire qui n’est pas affiché",
    continue_thread=Plural(
        one="Suivre ce fil ({count} réponse)",
        many="Suivre ce fil ({count} de réponses)",
        other="Suivre ce fil ({count} réponses)",
    ),
    permalink="Lien vers ce commentaire",
    edited="Modifié\u00a0: {date}",
    awaiting_moderation="Votre commentaire est en attente de modération.",
    held="Ce commentaire est en attente de modération.",
    spam="Ce commentaire est marqué comme indésirable.",
    trashed="Ce commentaire est dans la corbeille.",
    held_count=Plural(
        one="{count} commentaire est en attente de modération",
        many="{count} de commentaires sont en attente de modération",
        other="{count} commentaires sont en attente de modération",
    ),
    pages="Pages de commentaires",
    page="Page {number} sur {total}",
    previous_page="Page précédente",
    next_page="Page suivante",
    leave_a_reply="Laisser un commentaire",
    reply="Répondre",
    reply_to="Répondre à {name}",
    cancel_reply="Annuler la réponse",
    your_name="Nom",
    your_email="Adresse e-mail",
    your_url="Site web",
    your_comment="Commentaire",
    send="Publier le commentaire",
    required="obligatoire",
    email_hint="Votre adresse e-mail ne sera pas publiée.",
    honeypot_hint="Veuillez laisser ce champ vide.",
    please_correct="Votre commentaire n’a pas encore été envoyé\u00a0:",
    at_field="{field}\u00a0: {error}",
    errors=ErrorMessages(
        required="Veuillez remplir ce champ.",
        too_long="C’est trop long.",
        invalid_email="Veuillez indiquer une adresse e-mail valide.",
        invalid_url="Veuillez indiquer une adresse web qui commence par https:// ou http://.",
        unreadable="Veuillez supprimer les caractères qui ne peuvent pas être affichés.",
        empty="Veuillez écrire un commentaire.",
        unknown_post="Il n’y a rien à commenter ici.",
        unknown_parent="Le commentaire auquel vous répondez n’existe plus.",
        protected="Cet article est protégé par un mot de passe.",
        closed="Les commentaires sont fermés.",
        flood="Vous publiez trop vite. Veuillez patienter un instant.",
        duplicate="Il semble que vous l’ayez déjà dit.",
        too_fast="C’était très rapide. Veuillez envoyer le commentaire encore une fois.",
        expired=(
            "La page est restée ouverte trop longtemps."
            " Veuillez envoyer le commentaire encore une fois."
        ),
        refused="Votre commentaire ne peut pas être accepté.",
    ),
    reasons=ReasonMessages(
        all_held="Sur ce site, tout commentaire attend la modération.",
        first_time="Cette personne n’a pas encore de commentaire approuvé.",
        links="Le commentaire contient beaucoup de liens.",
        held_word="Le commentaire contient un mot qui le met en attente.",
        disallowed_word="Le commentaire contient un mot interdit.",
        too_fast="Le commentaire est arrivé plus vite que l’on ne tape.",
        honeypot="Un champ invisible pour les visiteurs a été rempli.",
        beyond_depth="Le commentaire répond plus profondément que les réponses ne s’imbriquent.",
    ),
    moderation=ModerationLabels(
        title="Modération",
        held="En attente",
        spam="Indésirable",
        trash="Corbeille",
        nothing="Il n’y a rien ici.",
        approve="Approuver",
        hold="Mettre en attente",
        restore="Rétablir",
    ),
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    date_format="{day} {month} {year}",
    first_of_month="1er",
    datetime_format="{date} à {hour:02}:{minute:02}",
    just_now="à l’instant",
    ago=RelativeTimes(
        year=Plural(one="il y a {count} an", other="il y a {count} ans"),
        month=Plural(one="il y a {count} mois", other="il y a {count} mois"),
        week=Plural(one="il y a {count} semaine", other="il y a {count} semaines"),
        day=Plural(one="il y a {count} jour", other="il y a {count} jours"),
        hour=Plural(one="il y a {count} heure", other="il y a {count} heures"),
        minute=Plural(one="il y a {count} minute", other="il y a {count} minutes"),
    ),
    ahead=RelativeTimes(
        year=Plural(one="dans {count} an", other="dans {count} ans"),
        month=Plural(one="dans {count} mois", other="dans {count} mois"),
        week=Plural(one="dans {count} semaine", other="dans {count} semaines"),
        day=Plural(one="dans {count} jour", other="dans {count} jours"),
        hour=Plural(one="dans {count} heure", other="dans {count} heures"),
        minute=Plural(one="dans {count} minute", other="dans {count} minutes"),
    ),
    comma=", ",
)
