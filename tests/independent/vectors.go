package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

type root struct {
	Size int64  `json:"size"`
	Root string `json:"root"`
}

// One case: a proof of inclusion as C2SP tlog-proof, or one of consistency.
type proofCase struct {
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Expect      string   `json:"expect"`
	Lenient     bool     `json:"lenient"`
	Leaf        string   `json:"leaf"`
	Proof       string   `json:"proof"`
	Keys        []string `json:"keys"`
	Witnesses   []string `json:"witnesses"`
	WitnessedBy int      `json:"witnessedBy"`
	Older       root     `json:"older"`
	Newer       root     `json:"newer"`
	Hashes      []string `json:"hashes"`
}

func verifyProofs(content []byte) error {
	var file struct {
		Cases []proofCase `json:"cases"`
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return err
	}
	wrong := []string{}
	for _, one := range file.Cases {
		found := "PROVEN"
		if err := one.check(); err != nil {
			found = err.Error()
		}
		// What a verifier may decode leniently proves the same where it proves anything.
		if found != one.Expect && !(one.Lenient && found == "PROVEN") {
			wrong = append(wrong, fmt.Sprintf("%s: %s, not %s", one.Name, found, one.Expect))
		}
	}
	if len(wrong) > 0 {
		return errors.New(strings.Join(wrong, "\n"))
	}
	fmt.Printf("%d cases\n", len(file.Cases))
	return nil
}

func (c proofCase) check() error {
	if c.Kind == "consistency" {
		return c.consistent()
	}
	leaf, err := hexHash(c.Leaf)
	if err != nil {
		return err
	}
	index, hashes, signed, err := parseProof(c.Proof)
	if err != nil {
		return err
	}
	head, cosigned, err := openHead(signed, c.Keys, c.Witnesses)
	if err != nil {
		return err
	}
	if cosigned != c.WitnessedBy {
		return fmt.Errorf("%d witnesses, not %d", cosigned, c.WitnessedBy)
	}
	return included(leaf, index, hashes, head)
}

var errConsistent = errors.New("NOT_CONSISTENT")

func (c proofCase) consistent() error {
	older, err := hexHash(c.Older.Root)
	if err != nil {
		return err
	}
	newer, err := hexHash(c.Newer.Root)
	if err != nil {
		return err
	}
	hashes, err := hashesOf(c.Hashes)
	if err != nil {
		return errConsistent
	}
	if tlog.CheckTree(hashes, c.Newer.Size, newer, c.Older.Size, older) != nil {
		return errConsistent
	}
	return nil
}

func hexHash(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	bytes, err := hex.DecodeString(text)
	if err != nil || len(bytes) != tlog.HashSize {
		return hash, errors.New("not a hash")
	}
	copy(hash[:], bytes)
	return hash, nil
}

var indexLine = regexp.MustCompile(`^index (0|[1-9][0-9]{0,15})$`)

func parseProof(text string) (int64, []tlog.Hash, string, error) {
	above, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(above, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return 0, nil, "", errProof
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if _, err := strict.DecodeString(lines[0][len("extra "):]); err != nil {
			return 0, nil, "", errProof
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !indexLine.MatchString(lines[0]) || len(lines) > 64 {
		return 0, nil, "", errProof
	}
	index, err := strconv.ParseInt(lines[0][len("index "):], 10, 64)
	if err != nil || index > 1<<53-1 {
		return 0, nil, "", errProof
	}
	hashes, err := hashesOf(lines[1:])
	return index, hashes, signed, err
}

// verifyTrail works out everything from the entries anew.
func verifyTrail(content []byte) error {
	var file struct {
		Key     string `json:"key"`
		Entries []struct {
			Bytes    string `json:"bytes"`
			LeafHash string `json:"leafHash"`
		} `json:"entries"`
		Roots      []root `json:"roots"`
		Checkpoint string `json:"checkpoint"`
		Inclusion  []struct {
			Index  int64    `json:"index"`
			Size   int64    `json:"size"`
			Hashes []string `json:"hashes"`
		} `json:"inclusion"`
		Consistency []struct {
			Older  int64    `json:"older"`
			Size   int64    `json:"size"`
			Hashes []string `json:"hashes"`
		} `json:"consistency"`
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return err
	}
	stored := memory{}
	leaves := []tlog.Hash{}
	for i, entry := range file.Entries {
		leaf := tlog.RecordHash([]byte(entry.Bytes))
		if hex.EncodeToString(leaf[:]) != entry.LeafHash {
			return fmt.Errorf("entry %d: its leaf hash is another", i)
		}
		hashes, err := tlog.StoredHashesForRecordHash(int64(i), leaf, stored)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
		leaves = append(leaves, leaf)
	}
	roots := map[int64]tlog.Hash{}
	for _, one := range file.Roots {
		hash, err := tlog.TreeHash(one.Size, stored)
		if one.Size > 0 && (err != nil || hex.EncodeToString(hash[:]) != one.Root) {
			return fmt.Errorf("the root of %d entries is another", one.Size)
		}
		roots[one.Size] = hash
	}
	for _, one := range file.Inclusion {
		proof, err := tlog.ProveRecord(one.Size, one.Index, stored)
		if err != nil || !same(proof, one.Hashes) {
			return fmt.Errorf("the path of %d in %d is another", one.Index, one.Size)
		}
		if err := tlog.CheckRecord(proof, one.Size, roots[one.Size], one.Index, leaves[one.Index]); err != nil {
			return err
		}
	}
	for _, one := range file.Consistency {
		proof, err := tlog.ProveTree(one.Size, one.Older, stored)
		if err != nil || !same(proof, one.Hashes) {
			return fmt.Errorf("the proof from %d to %d is another", one.Older, one.Size)
		}
	}
	head, _, err := openHead(file.Checkpoint, []string{file.Key}, nil)
	if err != nil || head.root != roots[head.size] {
		return fmt.Errorf("the checkpoint is not that of the tree: %v", err)
	}
	fmt.Printf("%d entries, %d roots, %d paths, %d proofs of growth\n",
		len(file.Entries), len(file.Roots), len(file.Inclusion), len(file.Consistency))
	return nil
}

func same(proof []tlog.Hash, encoded []string) bool {
	hashes, err := hashesOf(encoded)
	if err != nil || len(hashes) != len(proof) {
		return false
	}
	for i := range proof {
		if proof[i] != hashes[i] {
			return false
		}
	}
	return true
}

// memory keeps the hashes of a tree in the order of golang.org/x/mod/sumdb/tlog.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(m)) {
			return nil, errors.New("no such hash")
		}
		hashes[i] = m[index]
	}
	return hashes, nil
}
