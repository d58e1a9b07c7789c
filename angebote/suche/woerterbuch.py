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
        "the for of and my with to in at near a an is i need"
    ).split()
)
"""Words that say nothing about an Angebot. They count inside a Schreibweise, and where nothing else stands."""
ORTSWOERTER = frozenset({"in", "aus", "bei", "nahe", "um", "nach", "von", "near", "im", "raum", "ort"})
"""What stands in front of a place."""
