"""Words that say nothing about a text: pronouns, prepositions, conjunctions, auxiliary verbs.

The background table counts words of its training languages only, and some of these words are rare
even there; none of them is ever evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from blogcore.inference.tokens import fold, terms, tokenize

__all__ = ["FUNCTION_WORDS", "guess_language", "is_function_word"]

#: The commonest ones by ISO 639-1 code, as they are written. Words of two letters in scripts with
#: spaces are no topic words anyway (`tokens.terms`), but count in quotations.
FUNCTION_WORDS = {
    "en": (
        "a about above across after again against all almost alone along already also although"
        " always am among an and another any anybody anyone anything anyway are aren't around as"
        " at away be because been before behind being below beneath beside besides between"
        " beyond both but by can cannot can't could couldn't did didn't do does doesn't done"
        " don't down during each either else enough etc even ever every everybody everyone"
        " everything few for from further had hadn't has hasn't have haven't having he hence her"
        " here hers herself he's him himself his how however i i'd if i'll i'm in indeed inside"
        " instead into is isn't it its it's itself i've just least less lest let's may maybe me"
        " might mine more moreover most much must my myself neither never nevertheless no nobody"
        " none nor not nothing now nowhere of off often on once one ones only onto or other"
        " others otherwise ought our ours ourselves out outside over own per perhaps quite"
        " rather same shall she should shouldn't since so some somebody somehow someone"
        " something sometimes somewhere still such than that that's the their theirs them"
        " themselves then there therefore there's these they they'd they'll they're they've this"
        " those though through throughout thus till to together too toward towards under unless"
        " unlike until up upon us very via was wasn't we we'd we'll were we're weren't we've"
        " what whatever what's when whenever where whereas wherever whether which whichever"
        " while who whoever whole whom whose why will with within without won't would wouldn't"
        " yes yet you you'd you'll your you're yours yourself yourselves you've"
    ),
    "fr": (
        "à afin ai ainsi alors après as assez au aucun aucune aujourd'hui auquel aussi autant"
        " autour autre autres aux auxquels avait avaient avant avec avez avoir avons ayant"
        " beaucoup bien car ce ceci cela celle celles celui cependant certains certes ces c'est"
        " c'était cet cette ceux chacun chaque chez ci comme comment contre dans de dedans"
        " dehors déjà depuis des dès desquels dessous dessus deux devant devrait doit donc dont"
        " du d'un d'une duquel durant elle elles en encore enfin ensuite entre envers est et"
        " étaient étais était étant été être eu eux fois font ici il ils j'ai j'avais jamais je"
        " jusque l'on la laquelle le lequel les lesquels leur leurs lors lorsque lui là ma mais"
        " malgré me même mêmes mes mien mienne moi moins mon ne n'est néanmoins ni non nos notre"
        " nous nôtre on ont or ou où outre par parce parfois parmi pas pendant peu peut peuvent"
        " plus plusieurs plutôt pour pourquoi pourtant pouvait presque puis puisque qu'elle"
        " qu'il qu'on qu'un qu'une quand quant que quel quelle quelles quelqu'un quelque"
        " quelques quels qui quoi rien sa sans se selon sera serait ses si sien sienne s'il"
        " sinon soi soit sommes son sont sous souvent suis sur ta tandis tant te tel telle"
        " telles tels tes toi ton toujours tous tout toute toutefois toutes très trop tu un une"
        " vers voici voilà vont vos votre vous vôtre vraiment y"
    ),
    "de": (
        "ab aber alle allem allen aller alles als also am an andere anderem anderen anderer"
        " anderes anders auch auf aus außer außerdem bei beide beiden beim bereits bin bis"
        " bisher bist da dabei dadurch dafür dagegen daher dahin damals damit danach daneben"
        " dann daran darauf daraus darf darin darüber darum darunter das dass dasselbe davon"
        " davor dazu dein deine deinem deinen deiner dem den denen denn dennoch der deren derer"
        " des deshalb dessen deswegen dich die dies diese dieselbe diesem diesen dieser dieses"
        " dir doch dort du durch dürfen eben ein eine einem einen einer eines einfach einige"
        " einigen einiger einiges einmal er erst es etwas euch euer eure euren falls fast für"
        " gar gegen gegenüber genau genug gern gewesen gibt hab habe haben habt hat hatte hätte"
        " hatten hätten her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im"
        " immer in indem ins irgendwie ist ja je jede jedem jeden jeder jedes jedoch jemals"
        " jemand jene jenen jener jenes jetzt kann kannst kaum kein keine keinem keinen keiner"
        " können könnte könnten leider mag man manche manchen mancher manchmal mehr mein meine"
        " meinem meinen meiner mich mir mit möchte muss müssen musste müsste nach nachdem"
        " natürlich neben nein nicht nichts nie niemals niemand noch nun nur ob oben obwohl oder"
        " oft ohne schon sehr sei seid sein seine seinem seinen seiner seit seitdem selber"
        " selbst sich sie sind so sobald sodass sogar solange solche solchen solcher soll sollen"
        " sollte sollten somit sondern sonst sowie sowohl statt trotz trotzdem über um und uns"
        " unser unsere unseren unserer unter viel viele vielen vielleicht vom von vor während"
        " wann war wäre waren wären warum was weder wegen weil weitere welche welchem welchen"
        " welcher welches wem wen wenig wenige wenn wer werde werden wessen weswegen wie wieder"
        " will wir wird wirklich wo wobei wodurch wofür woher wohin wohl wollen wollte worden"
        " wurde würde wurden würden zu zum zur zwar zwischen"
    ),
    "es": (
        "a acá además ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí"
        " ambos ante antes apenas aquel aquella aquellas aquello aquellos aquí así aun aún"
        " aunque bajo bastante bien cada casi como cómo con conmigo contigo contra cosa cual"
        " cuál cuales cualquier cualquiera cuando cuándo cuanto cuánto de debe deben del demás"
        " demasiado dentro desde después donde dónde dos durante e el él ella ellas ello ellos"
        " en encima entonces entre era eran eres es esa esas ese eso esos esta está estaba"
        " estaban  estamos están estar estas este esto estos estoy estuvo fue fuera fueron"
        " ha haber había habían han hasta hay he hemos hubo incluso jamás la las le les lo los"
        " luego mas más me mediante menos mi mí mía mientras mío mis misma mismas mismo mismos"
        " mucha muchas mucho muchos muy nada nadie ni ningún ninguna ninguno no nos nosotros"
        " nuestra nuestras nuestro nuestros nunca o os otra otras otro otros para pero poca"
        " pocas poco pocos por porque pude pudo pues puede pueden puedo que qué quien quién"
        " quienes quizá quizás se sé sea sean según ser será sería si sí sido siempre siendo sin"
        " sino sobre sois sólo solo somos son soy su sus suya suyo tal tales también tampoco tan"
        " tanta tantas tanto tantos te tenía tener tengo ti tiene tienen toda todas todavía todo"
        " todos tras tu tú tus tuvo tuya tuyo un una unas uno unos usted ustedes va van varias"
        " varios vosotros voy vuestra vuestro y ya yo"
    ),
    "it": (
        "a abbastanza abbia abbiamo ad adesso affinché agli ai al alcun alcuna alcune alcuni"
        " alcuno all'altro alla alle allo allora almeno altra altre altri altro anche ancora"
        " anzi appena assai attraverso avere aveva avevano avevo avrebbe avuto basta bene benché"
        " c'è ci ciascuno ciò cioè circa coi col colei colui com'è come comunque con contro cosa"
        " cosi così cui da dagli dai dal dalla dalle dallo davanti degli dei del dell'altro"
        " della delle dello dentro deve devo di dietro dopo dove dunque durante e è ecco ed egli"
        " ella entrambi era erano ero essa esse essere essi esso fa fanno fare fino forse fra fu"
        " fui fuori già gli ha hai hanno ho i il in infatti inoltre insieme insomma intanto"
        " invece io la là le lei li lo loro lui lungo ma magari mai me meno mentre mi mia mie"
        " miei mio molta molte molti molto ne né negli nei nel nella nelle nello nemmeno neppure"
        " nessun nessuna nessuno niente noi non nonostante nostra nostre nostri nostro nulla o"
        " od oggi ogni ognuno oltre oppure ora ormai parecchi per perché perciò pero però più"
        " poca poche pochi poco poi poiché può puoi pure qua qual qualche qualcosa qualcuno"
        " quale quali qualsiasi quando quanta quante quanti quanto quasi quella quelle quelli"
        " quello questa queste questi questo qui quindi sarà sarebbe se sé sebbene secondo sei"
        " sempre senza si sì sia siamo siano siete solo sono sopra soprattutto sotto sta stata"
        " state stati stato stesso su sua subito sue sugli sui sul sulla sulle sullo suo suoi"
        " tale tali tanta tante tanti tanto te ti tra tranne troppo tu tua tue tuo tuoi tutta"
        " tuttavia tutte tutti tutto un una uno va vai verso vi voi vostra vostro"
    ),
    "pt": (
        "a à abaixo acaso acima agora aí ainda além algo alguém algum alguma algumas alguns ali"
        " ambos ante antes ao aos apenas após aquela aquelas aquele aqueles aqui aquilo as às"
        " assim até através bastante bem cada cá coisa com como comigo contigo contra contudo"
        " cuja cujo da daquele das de dela delas dele deles demais dentro depois desde dessa"
        " desse desta deste deve devem disso disto do dois dos durante e é ela elas ele eles em"
        " embora enquanto então entre era eram és essa essas esse esses esta está estamos estão"
        " estar estas estava estavam este esteja estes esteve estive estou eu excepto exceto faz"
        " fazer fez foi fora foram fosse fui há haja haver havia isso isto já jamais lá lhe lhes"
        " lo logo mais mas me meio menos mesma mesmas mesmo mesmos meu meus mim minha minhas"
        " muita muitas muito muitos na nada não naquele nas nela nele nem nenhum nenhuma nessa"
        " nesse nesta neste ninguém no nos nós nossa nossas nosso nossos num numa nunca o onde"
        " ora os ou outra outras outro outros para pela pelas pelo pelos per perante pode podem"
        " poder pois por porém porque porquê portanto posso pouca poucas pouco poucos própria"
        " próprio qual quais qualquer quando quanto quantos quase que quê quem quer se seja"
        " sejam sem sempre sendo senão ser será seria seu seus si sido só sob sobre somos sou"
        " sua suas tal tais talvez também tampouco tanta tanto tão te tem têm temos tenha tenho"
        " ter teu teus teve ti tinha tinham toda todas todavia todo todos tu tua tuas tudo um"
        " uma umas uns vai vão várias vários você vocês vos vós vossa vosso"
    ),
    "nl": (
        "aan al aldus alle alleen alles als alsof altijd ander andere anderen anders bij bijna"
        " binnen boven buiten daar daardoor daarin daarmee daarna daarom daarvan dan dat de deze"
        " dezelfde die diens dit doch doen doet door dus echter een één eens eerst elk elkaar"
        " elke en enige enkele er eraan erg ergens ermee erop ervan etc even evenals gaat gaan"
        " ge geen geweest geworden had hadden heb hebben hebt heeft heel hem hen het hetzelfde"
        " hier hierbij hij hoe hoewel hun ieder iedere iedereen iemand iets ik in indien"
        " inmiddels is ja je jij jou jouw juist jullie kan kon konden kunnen kunt later liever"
        " maar mag me meer mee meest men met meteen mij mijn minder misschien moest moet moeten"
        " mogen na naar naast namelijk nadat nee net niemand niet niets nog nogal nooit nu of"
        " ofwel om omdat omhoog ondanks onder ons onze ook op over overal pas per reeds samen"
        " sinds slechts soms sommige tegen tegenover ten tenzij ter terug terwijl te tijdens"
        " toch toen tot totdat tussen uit uw vaak van vanaf vandaan vanuit veel verder via vind"
        " volgens voor vooral voordat waar waarbij waarin waarom waarop waarvan wanneer want"
        " waren was wat we weer wel welk welke werd werden wie wiens wij wil willen worden wordt"
        " wou zal ze zeer zei zelf zelfs zich zichzelf zij zijn zo zoals zodat zodra zonder zou"
        " zouden zowel zulke zullen"
    ),
    "ru": (
        "а без более больше будем будет будто будут бы был была были было быть в вам вами вас"
        " ваш ваша ваше ваши вдруг ведь весь вместо во вокруг вообще вот впрочем все всё всегда"
        " всего всей всем всеми всех вся вы где да даже для до другая другие других другой его"
        " ее её ей ему если есть ещё еще же за затем зачем здесь и из из-за или им ими именно"
        " иногда их каждый как какая какие какой как-то когда конечно которая которого которое"
        " которой которую которые который которых кроме кто куда ли либо лишь лучше между меня"
        " мне много мной могут мое моё может можно мои мой моя мы на над надо нам нами нас наш"
        " наша наше наши не него нее неё ней некоторые нельзя нем нём нему несмотря нет нею ни"
        " нибудь никогда никто ним ними них ничего но ну нужно о об обо однако один одна одни"
        " одно около он она они оно опять от ото очень перед по под пока после потом потому"
        " почему почти при про просто пусть раз разве с сам сама сами само своего свое своё"
        " своей своем своём свои свой своих свою своя себе себя сейчас со собой совсем так такая"
        " также такие такое такой там твоя твое твоё твои твой те тебе тебя тем теми теперь тех"
        " то тобой тогда того тоже той только том тому тот точно ту тут ты у уж уже хотя чего"
        " чей чем через что чтоб чтобы чуть чьё чья эта эти этим этих это этого этой этом этому"
        " этот эту я является"
    ),
    "ar": (
        "أحد إذ إذا أكثر إلا الآن التي الذي الذين اللاتي اللذان إلى أم أما أمام أن إن أنا أنت"
        " أنتم أنها إنها أنه إنه أو أي أيضا أيضًا أين بأن بعد بعض بل بلا به بها بين بينما تحت"
        " تلك ثم جدا جدًا جميع حتى حول حين حيث خلال داخل دون ذلك سوف سوى ضد ضمن عبر عدم على عليه"
        " عليها عن عند عندما عنه عنها غير فإن فقط فهو فهي فوق في فيما فيه فيها قبل قد كان كانت"
        " كانوا كذلك كل كلا كم كما كنت كيف لأن لدى لذلك لقد لكن لكنه لم لماذا لن له لها لهم لو"
        " لي ليس ليست ما ماذا متى مثل مع معظم معه معها من منذ منه منها مهما نحن نحو نعم هؤلاء"
        " هذا هذه هكذا هل هم هن هنا هناك هو هي وأن وإن وقد وكان وكانت ولا ولكن ولم وما ومن وهذا"
        " وهذه وهو وهي يا يكون يمكن"
    ),
    "zh": (
        "的 了 是 我 你 他 她 它 在 不 有 就 也 都 这 這 那 和 与 吗 嗎 呢 吧 啊 很"
        " 还 還 要 会 會 一个 一下 一些 一样 一直 一种 不会 不能 不过 不是 不要 之后 之前"
        " 也是 也许 于是 什么 什麼 他们 他們 以及 以后 以前 以後 但是 你们 你們 其中 其他 其实"
        " 其實 再次 几乎 别的 到底 却是 原来 又是 只是 只有 只能 可以 可是 可能 各种 同样 后来"
        " 和他 哪个 哪些 哪里 因为 因此 因為 大家 太多 她们 如何 如果 它们 对于 對於 就是 就会"
        " 就像 尽管 已经 已經 并且 并不 应该 應該 当时 当然 很多 或者 怎么 怎样 怎麼 总是 想要"
        " 我们 我們 或是 所以 所有 所谓 才能 接着 時候 时候 是不 是否 是的 曾经 更多 最后 有些"
        " 有人 有点 有的 本来 来说 果然 此外 正在 每个 比较 比較 没有 沒有 然后 然後 然而 现在"
        " 現在 甚至 由于 由於 的话 的話 直到 真的 确实 等等 经常 而且 而是 能够 自己 自从 至少"
        " 若是 虽然 要是 觉得 覺得 許多 许多 請問 请问 起来 这些 这个 这么 这是 这样 这种 这里"
        " 這些 這個 這樣 那个 那些 那么 那样 那里 都是 都有 里面 關於 关于 除了 随着 难道 非常"
        " 首先 还是 還是"
    ),
    "ja": (
        "あの ある いう いた いて いま いる から ここ こと これ この しか した して する せん"
        " そう そこ その それ たい たら たり だけ だと ださ っと っち って つも です てい でき"
        " でし では でも とか とき とこ とて とも どう どこ どの どれ ない なか なく なり なる"
        " など なの にし には にも のが ので のは のに のよ はず ほど まし ます ませ また まだ"
        " まで みた もう もし もの やっ より よう られ れた れる わけ 何か 自分"
    ),
}


#: How many function words decide which language a discussion is in.
_ENOUGH, _FEWEST = 300, 8


def is_function_word(language: str | None, stem: Callable[[str], str]) -> Callable[[str], bool]:
    """Return a predicate for folded words and stems.

    Args:
        language: A BCP 47 tag; None or an unlisted language means words of every listed one.
        stem: The stemmer of the language.
    """
    code = (language or "").partition("-")[0].lower()
    languages = (code,) if code in FUNCTION_WORDS else tuple(FUNCTION_WORDS)
    return _forms(languages, stem).__contains__


def guess_language(texts: Iterable[str]) -> str | None:
    """Return the language whose function words are frequent in texts; None if that is unclear.

    Args:
        texts: Texts in one language; as many are read as are needed.

    Linear in what is read.
    """
    hits: Counter[str] = Counter()
    for text in texts:
        tokens = tokenize(text)
        words = {token.start: token.word for token in tokens}
        words |= {token.start: word for word, token in terms(tokens, str)}
        for word in words.values():
            hits.update(_languages_by_word().get(word, ()))
        if hits.total() >= _ENOUGH:
            break
    [(best, count), (_, second)] = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    return best if count >= max(_FEWEST, 1.5 * second) else None


@cache
def _forms(languages: tuple[str, ...], stem: Callable[[str], str]) -> frozenset[str]:
    """Return the words of some languages as they are compared, and their stems."""
    words = {fold(word) for language in languages for word in FUNCTION_WORDS[language].split()}
    words |= {word.replace("'", "’") for word in words}
    return frozenset(words | {stem(word) for word in words})


@cache
def _languages_by_word() -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for language in FUNCTION_WORDS:
        for word in sorted(_forms((language,), str)):
            languages.setdefault(word, []).append(language)
    return languages
