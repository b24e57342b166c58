/** What there is to say of the engagement models; apart from the messages, as only one page needs it. */
const texts: Record<string, Record<string, { text: string; weak: string; way: string }>> = {
    en: {
        DECENTRALISED: {
            text: "Every account acts for itself.",
            weak: "Customers meet many voices; work and tools are paid for several times; nobody answers for policy.",
            way: "name who answers for policy here, agree on rules, then choose it.",
        },
        CENTRALISED: {
            text: "One team at this account does it all.",
            weak: "The team is far from those who know the answer, becomes a queue, and sounds like headquarters.",
            way: "find in each account somebody who connects channels and answers, then choose it.",
        },
        HUB_AND_SPOKE: {
            text: "The hub makes the rules, the accounts below do the work.",
            weak: "The hub needs people and a mandate; one set of rules may fit none of very different brands.",
            way: "you are there.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "Several hubs, each with rules for what is below it.",
            weak: "Each hub costs people; hubs drift apart without somebody above them.",
            way: "where hubs have come to the same rules, take them out of the list.",
        },
        HONEYCOMB: {
            text: "Everybody takes part and sees what the others do.",
            weak: "It needs trained people and trust everywhere; many see much; nothing stops a mistake before it is public.",
            way: "end the grants that let everybody see everything, name who answers for policy, then choose it.",
        },
    },
    pl: {
        DECENTRALISED: {
            text: "Każde konto działa samo.",
            weak: "Klienci słyszą wiele głosów; praca i narzędzia są opłacane wielokrotnie; nikt nie odpowiada za zasady.",
            way: "wyznacz tu osobę odpowiedzialną za zasady, uzgodnijcie je, potem wybierz ten model.",
        },
        CENTRALISED: {
            text: "Jeden zespół na tym koncie robi wszystko.",
            weak: "Zespół jest daleko od tych, którzy znają odpowiedź, staje się kolejką i brzmi jak centrala.",
            way: "znajdź w każdym koncie kogoś, kto podłącza kanały i odpowiada, potem wybierz ten model.",
        },
        HUB_AND_SPOKE: {
            text: "Centrum ustala zasady, konta poniżej wykonują pracę.",
            weak: "Centrum potrzebuje ludzi i mandatu; jeden zestaw zasad może nie pasować do bardzo różnych marek.",
            way: "już tu jesteś.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "Kilka centrów, każde z zasadami dla tego, co poniżej.",
            weak: "Każde centrum kosztuje ludzi; bez kogoś ponad nimi centra się rozchodzą.",
            way: "gdzie centra doszły do tych samych zasad, usuń je z listy.",
        },
        HONEYCOMB: {
            text: "Wszyscy biorą udział i widzą, co robią inni.",
            weak: "Wymaga przeszkolonych ludzi i zaufania wszędzie; wielu widzi wiele; nic nie zatrzyma błędu, zanim stanie się publiczny.",
            way: "zakończ nadania, które pozwalają wszystkim widzieć wszystko, wyznacz odpowiedzialnego za zasady, potem wybierz ten model.",
        },
    },
    cs: {
        DECENTRALISED: {
            text: "Každý účet jedná sám za sebe.",
            weak: "Zákazníci slyší mnoho hlasů; práce a nástroje se platí vícekrát; za pravidla nikdo neodpovídá.",
            way: "určete zde, kdo odpovídá za pravidla, dohodněte je a pak jej zvolte.",
        },
        CENTRALISED: {
            text: "Vše dělá jeden tým u tohoto účtu.",
            weak: "Tým je daleko od těch, kdo znají odpověď, stane se frontou a zní jako ústředí.",
            way: "najděte v každém účtu někoho, kdo připojuje kanály a odpovídá, a pak jej zvolte.",
        },
        HUB_AND_SPOKE: {
            text: "Centrum určuje pravidla, účty pod ním pracují.",
            weak: "Centrum potřebuje lidi a mandát; jedna pravidla nemusí sedět velmi odlišným značkám.",
            way: "už tam jste.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "Několik center, každé s pravidly pro to, co je pod ním.",
            weak: "Každé centrum stojí lidi; bez někoho nad nimi se centra rozcházejí.",
            way: "kde centra dospěla ke stejným pravidlům, vyjměte je ze seznamu.",
        },
        HONEYCOMB: {
            text: "Všichni se účastní a vidí, co dělají ostatní.",
            weak: "Vyžaduje všude vyškolené lidi a důvěru; mnozí vidí mnoho; nic nezastaví chybu, než je veřejná.",
            way: "ukončete oprávnění, díky nimž všichni vidí vše, určete, kdo odpovídá za pravidla, a pak jej zvolte.",
        },
    },
    it: {
        DECENTRALISED: {
            text: "Ogni account agisce per sé.",
            weak: "I clienti sentono molte voci; lavoro e strumenti si pagano più volte; nessuno risponde delle regole.",
            way: "nominare qui chi risponde delle regole, concordarle, poi sceglierlo.",
        },
        CENTRALISED: {
            text: "Una squadra in questo account fa tutto.",
            weak: "La squadra è lontana da chi conosce la risposta, diventa una coda e suona come la sede centrale.",
            way: "trovare in ogni account chi collega i canali e risponde, poi sceglierlo.",
        },
        HUB_AND_SPOKE: {
            text: "L’hub fissa le regole, gli account sotto fanno il lavoro.",
            weak: "L’hub ha bisogno di persone e di un mandato; regole uniche possono non andare bene a marchi molto diversi.",
            way: "ci siete già.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "Più hub, ognuno con regole per ciò che sta sotto.",
            weak: "Ogni hub costa persone; senza qualcuno sopra gli hub si allontanano.",
            way: "dove gli hub hanno le stesse regole, toglierli dall’elenco.",
        },
        HONEYCOMB: {
            text: "Tutti partecipano e vedono che cosa fanno gli altri.",
            weak: "Richiede ovunque persone formate e fiducia; molti vedono molto; nulla ferma un errore prima che sia pubblico.",
            way: "chiudere le concessioni che mostrano tutto a tutti, nominare chi risponde delle regole, poi sceglierlo.",
        },
    },
    de: {
        DECENTRALISED: {
            text: "Jedes Konto handelt für sich.",
            weak: "Kunden hören viele Stimmen; Arbeit und Werkzeuge werden mehrfach bezahlt; niemand verantwortet die Regeln.",
            way: "hier benennen, wer die Regeln verantwortet, sie vereinbaren, es dann wählen.",
        },
        CENTRALISED: {
            text: "Ein Team bei diesem Konto macht alles.",
            weak: "Das Team ist weit von denen, die die Antwort wissen, wird zur Warteschlange und klingt nach Hauptverwaltung.",
            way: "in jedem Konto jemanden finden, der Kanäle verbindet und antwortet, es dann wählen.",
        },
        HUB_AND_SPOKE: {
            text: "Die Zentrale macht die Regeln, die Konten darunter die Arbeit.",
            weak: "Die Zentrale braucht Leute und ein Mandat; einerlei Regeln passen sehr verschiedenen Marken vielleicht nicht.",
            way: "Sie sind da.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "Mehrere Zentralen, jede mit Regeln für das, was darunter ist.",
            weak: "Jede Zentrale kostet Leute; ohne jemanden darüber driften sie auseinander.",
            way: "wo Zentralen zu gleichen Regeln gekommen sind, sie aus der Liste nehmen.",
        },
        HONEYCOMB: {
            text: "Alle machen mit und sehen, was die anderen tun.",
            weak: "Es braucht überall geschulte Leute und Vertrauen; viele sehen vieles; nichts hält einen Fehler auf, bevor er öffentlich ist.",
            way: "die Vergaben beenden, durch die alle alles sehen, benennen, wer die Regeln verantwortet, es dann wählen.",
        },
    },
    zh: {
        DECENTRALISED: {
            text: "各账户各自行动。",
            weak: "客户面对众多声音；人力和工具重复付费；无人对规则负责。",
            way: "在此指定规则负责人，商定规则，然后选择它。",
        },
        CENTRALISED: {
            text: "由此账户的一个团队负责一切。",
            weak: "团队远离知情者，成为瓶颈，语气像总部。",
            way: "在每个账户找到连接渠道并答复的人，然后选择它。",
        },
        HUB_AND_SPOKE: {
            text: "中心制定规则，下级账户执行。",
            weak: "中心需要人手与授权；差异很大的品牌可能不适合同一套规则。",
            way: "您已在此模式。",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "多个中心，各自为其下级制定规则。",
            weak: "每个中心都需要人手；没有上级统筹会各行其是。",
            way: "规则已一致的中心，可从列表移除。",
        },
        HONEYCOMB: {
            text: "人人参与，并能看到他人所做。",
            weak: "处处需要受训人员与信任；许多人看到许多内容；错误公开前无从阻止。",
            way: "结束让所有人看到一切的授权，指定规则负责人，然后选择它。",
        },
    },
    ar: {
        DECENTRALISED: {
            text: "كل حساب يعمل لنفسه.",
            weak: "يسمع العملاء أصواتاً كثيرة؛ يُدفع للعمل والأدوات مرات عدة؛ لا أحد مسؤول عن السياسة.",
            way: "حدّد هنا من يتحمل مسؤولية السياسة، واتفقوا على القواعد، ثم اختره.",
        },
        CENTRALISED: {
            text: "فريق واحد في هذا الحساب يقوم بكل شيء.",
            weak: "الفريق بعيد عمّن يعرف الجواب، ويصبح طابوراً، ويبدو صوته كصوت المقر.",
            way: "جد في كل حساب من يربط القنوات ويجيب، ثم اختره.",
        },
        HUB_AND_SPOKE: {
            text: "المركز يضع القواعد والحسابات تحته تقوم بالعمل.",
            weak: "يحتاج المركز إلى أشخاص وتفويض؛ وقد لا تناسب مجموعة قواعد واحدة علامات مختلفة جداً.",
            way: "أنت هناك بالفعل.",
        },
        MULTIPLE_HUB_AND_SPOKE: {
            text: "عدة مراكز، لكل منها قواعد لما تحته.",
            weak: "كل مركز يكلّف أشخاصاً؛ وتتباعد المراكز إن لم يكن فوقها أحد.",
            way: "حيث توصلت المراكز إلى القواعد نفسها، أزلها من القائمة.",
        },
        HONEYCOMB: {
            text: "الجميع يشارك ويرى ما يفعله الآخرون.",
            weak: "يتطلب أشخاصاً مدرَّبين وثقة في كل مكان؛ كثيرون يرون الكثير؛ ولا شيء يوقف الخطأ قبل أن يصبح علنياً.",
            way: "أنهِ المنح التي تتيح للجميع رؤية كل شيء، وحدّد المسؤول عن السياسة، ثم اختره.",
        },
    },
};

export default texts;
