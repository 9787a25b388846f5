package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

type proven struct {
	Position int64    `json:"position"`
	Leaf     string   `json:"leaf"`
	Hashes   []string `json:"hashes"`
}

type caseFile struct {
	Format     string   `json:"format"`
	Checkpoint string   `json:"checkpoint"`
	Entries    []proven `json:"entries"`
	Keys       []proven `json:"keys"`
}

// verifyCase leads every entry of a case file to the root of the head that the given key has signed.
func verifyCase(content []byte, key, witness string) error {
	_, inside, found := bytes.Cut(content, []byte(`<script type="application/json" id="case-file">`))
	if !found {
		return errors.New("there is no case file in it")
	}
	data, _, _ := bytes.Cut(inside, []byte("</script>"))
	var file caseFile
	if err := json.Unmarshal(data, &file); err != nil {
		return err
	}
	if file.Format != "xiaobao-case-file/1" || len(file.Entries) == 0 {
		return errors.New("not a case file of this form")
	}
	witnesses := []string{}
	if witness != "" {
		witnesses = append(witnesses, witness)
	}
	head, cosigned, err := openHead(file.Checkpoint, []string{key}, witnesses)
	if err != nil {
		return err
	}
	if cosigned != len(witnesses) {
		return errors.New("the witness has not cosigned")
	}
	for _, entry := range append(file.Entries, file.Keys...) {
		hashes, err := hashesOf(entry.Hashes)
		if err == nil {
			err = included(tlog.RecordHash([]byte(entry.Leaf)), entry.Position-1, hashes, head)
		}
		if err != nil {
			return fmt.Errorf("position %d: %w", entry.Position, err)
		}
	}
	fmt.Printf("%s, size %d: %d entries and %d keys are in the tree\n",
		head.origin, head.size, len(file.Entries), len(file.Keys))
	return nil
}
