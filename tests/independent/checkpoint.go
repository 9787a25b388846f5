package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Why something proves nothing; the names are those of the vectors.
var (
	errProof      = errors.New("MALFORMED_PROOF")
	errNote       = errors.New("MALFORMED_NOTE")
	errSignature  = errors.New("BAD_SIGNATURE")
	errUnsigned   = errors.New("NOT_SIGNED")
	errCheckpoint = errors.New("MALFORMED_CHECKPOINT")
	errOrigin     = errors.New("OTHER_LOG")
	errBeyond     = errors.New("BEYOND_TREE")
	errIncluded   = errors.New("NOT_INCLUDED")
)

// strict refuses base64 that is not the one form of its bytes; the note package of Go is more lenient.
var strict = base64.StdEncoding.Strict()

func hashOf(encoded string) (tlog.Hash, error) {
	var hash tlog.Hash
	bytes, err := strict.DecodeString(encoded)
	if err != nil || len(bytes) != tlog.HashSize || strings.ContainsAny(encoded, "\r\n") {
		return hash, errProof
	}
	copy(hash[:], bytes)
	return hash, nil
}

func hashesOf(encoded []string) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(encoded))
	for i, one := range encoded {
		hash, err := hashOf(one)
		if err != nil {
			return nil, err
		}
		hashes[i] = hash
	}
	return hashes, nil
}

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

var decimal = regexp.MustCompile(`^(0|[1-9][0-9]{0,15})$`)

func parseCheckpoint(text string) (checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" || !decimal.MatchString(lines[1]) {
		return checkpoint{}, errCheckpoint
	}
	for _, line := range lines[3 : len(lines)-1] {
		if line == "" {
			return checkpoint{}, errCheckpoint
		}
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, rootErr := hashOf(lines[2])
	if err != nil || rootErr != nil || size > 1<<53-1 {
		return checkpoint{}, errCheckpoint
	}
	return checkpoint{lines[0], size, root}, nil
}

// A witness cosigns with a time; golang.org/x/mod/sumdb/note does not know that algorithm.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	said := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(said), sig[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a verifier key")
	}
	key, err := strict.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("not the key of a witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("the hash of the key is not its own")
	}
	return cosigner{parts[0], hash, ed25519.PublicKey(key[1:])}, nil
}

// openHead gives the head of a note that the key of its log has signed.
func openHead(signed string, logKeys, witnessKeys []string) (checkpoint, int, error) {
	var known []note.Verifier
	names := map[string]bool{}
	for _, vkey := range logKeys {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			return checkpoint{}, 0, err
		}
		known = append(known, verifier)
		names[fmt.Sprintf("%s+%08x", verifier.Name(), verifier.KeyHash())] = true
	}
	listed := map[string]bool{}
	for _, vkey := range witnessKeys {
		if listed[vkey] {
			continue
		}
		listed[vkey] = true
		verifier, err := newCosigner(vkey)
		if err != nil {
			return checkpoint{}, 0, err
		}
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(known...))
	var invalid *note.InvalidSignatureError
	var unverified *note.UnverifiedNoteError
	switch {
	case errors.As(err, &invalid):
		return checkpoint{}, 0, errSignature
	case errors.As(err, &unverified):
		return checkpoint{}, 0, errUnsigned
	case err != nil:
		return checkpoint{}, 0, errNote
	}
	signedBy := []string{}
	for _, sig := range opened.Sigs {
		if names[fmt.Sprintf("%s+%08x", sig.Name, sig.Hash)] {
			signedBy = append(signedBy, sig.Name)
		}
	}
	if len(signedBy) == 0 {
		return checkpoint{}, 0, errUnsigned
	}
	head, err := parseCheckpoint(opened.Text)
	if err != nil {
		return checkpoint{}, 0, err
	}
	for _, name := range signedBy {
		if name != head.origin {
			return checkpoint{}, 0, errOrigin
		}
	}
	return head, len(opened.Sigs) - len(signedBy), nil
}

func included(leaf tlog.Hash, index int64, hashes []tlog.Hash, head checkpoint) error {
	if index >= head.size {
		return errBeyond
	}
	if tlog.CheckRecord(hashes, head.size, head.root, index, leaf) != nil {
		return errIncluded
	}
	return nil
}
