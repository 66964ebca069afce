// Package phrase understands what people write into one cell or one line: when somebody is home, what came of a
// visit, which residential group, how a team travels and who is in it. It works on words alone, without files,
// households or places, and never guesses: what it does not understand it says so.
package phrase
