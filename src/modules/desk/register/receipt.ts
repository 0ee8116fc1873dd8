/** The receipt of an entry in the register, in the house style; its words come with the data. */
export const RECEIPT = `#import "/house.typ": *

#show: letter.with(title: get(("title",), default: ""))

#facts(..get(("facts",), default: ()).map(fact => (fact.at(0), fact.at(1))))

#outcome[#get(("text",), default: "")]

#let later = get(("later",))
#if later != none { notice[#later] }

#signature(place: get(("municipality", "name"), default: ""), kind: "seal")
`
