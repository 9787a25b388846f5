// A verifier that shares no code with Xiaobao: RFC 6962 trees and signed notes by golang.org/x/mod/sumdb.
//
//	verify case [-key VKEY] [-witness VKEY] FILE   a case file: every entry and key is in the tree that is signed
//	verify proofs FILE                             the cases of tests/vectors/proofs.json, or others of that form
//	verify trail FILE                              entry bytes, leaf hashes, roots, proofs and the signed head
//
// Exit code 0: everything is as it must be; 1: something is not, and is named; 2: it could not be read.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fail(2, "usage: verify case|proofs|trail FILE")
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	key := flags.String("key", "", "verifier key of the trail")
	witness := flags.String("witness", "", "verifier key of a witness that must have cosigned")
	_ = flags.Parse(os.Args[2:])
	if flags.NArg() != 1 {
		fail(2, "name one file")
	}
	content, err := os.ReadFile(flags.Arg(0))
	if err != nil {
		fail(2, "%v", err)
	}
	switch os.Args[1] {
	case "case":
		err = verifyCase(content, *key, *witness)
	case "proofs":
		err = verifyProofs(content)
	case "trail":
		err = verifyTrail(content)
	default:
		fail(2, "no such command")
	}
	if err != nil {
		fail(1, "%v", err)
	}
}

func fail(code int, format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(code)
}
