"""Words the search knows whatever the entries say."""

from akteure.falten import suchform

STOPPWOERTER = frozenset(
    suchform(
        "aber alle als am an auch auf aus bei beim bin bis bitte brauche brauchen braucht da das dass dem den der des die "
        "dies diese dieser doch du ein eine einem einen einer es euch fehlt finde finden für gegen gibt hab habe haben hat "
        "hätte hätten ich ihr im in ins ist jemand kann können könnte keine keinen mal man mehr mein meine meinem meinen "
        "meiner mich mir mit möchte muss nach nah nahe nähe nicht noch nur oder ob ohne sehr sein seine sich sie sind so "
        "soll suche suchen sucht gesucht tun über um und uns unser unsere unsere unseren unter vom von vor wann war was "
        "weil welche wenn wer werden wie will wir wird wo woher wohin zu zum zur helfen hilft umgebung raum "
        "bekommen bekomme bekommt kriege kriegen machen mache macht gehen geht los angebot angebote lernen lange gern gerne "
        "echt wirklich total ganz völlig gerade gar einfach halt eben jetzt heute immer schon auch endlich "
        "the for of and my with to in at near a an is i need where how are "
        "меня мені мне где де как як сколько скільки стоит коштує для есть мой моя мій моє нужен нужна потрібен потрібна "
        "bir için icin ve ben benim istiyorum nerede nasıl var mı أريد اريد أين اين كيف في على من هل "
        "pour avec mon ma je où unde cum vreau pentru este gdje kako trebam dove come per ho bisogno gdzie jak dla "
        "potrzebuję ku si për dua πού πώς για θέλω"
    ).split()
)
"""Words that say nothing about an Angebot. They count inside a Schreibweise, and where nothing else stands."""
FUELLWOERTER = frozenset(
    suchform(
        "echt wirklich total ganz völlig einfach gerade grad gar so nur immer wieder heute jetzt halt eben voll bloß schon "
        "endlich langsam richtig"
    ).split()
)
"""What people put into a sentence without meaning it: a second reading leaves it out."""
ORTSWOERTER = frozenset({"in", "aus", "bei", "nahe", "um", "nach", "von", "near", "im", "raum", "ort"})
"""What stands in front of a place."""
