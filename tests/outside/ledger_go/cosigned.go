// A checkpoint with its witnesses' cosignatures, opened by golang.org/x/mod/sumdb/note with a verifier for
// cosignature/v1 (C2SP tlog-cosignature, key type 0x04), which that package itself does not have.
//
//	cosigned CHECKPOINT_FILE LOG_VKEY WITNESS_VKEY...
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	signed := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
	return time > 1577836800 && ed25519.Verify(w.key, signed, signature[8:]) // after 2020
}

func fail(why ...any) {
	fmt.Fprintln(os.Stderr, why...)
	os.Exit(1)
}

func witnessOf(vkey string) witness {
	parts := strings.SplitN(vkey, "+", 3)
	id, _ := hex.DecodeString(parts[1])
	typed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(typed) != 33 || typed[0] != 0x04 {
		fail("witness key", vkey)
	}
	hash := sha256.Sum256(append([]byte(parts[0]+"\n"), typed...))
	if binary.BigEndian.Uint32(id) != binary.BigEndian.Uint32(hash[:]) {
		fail("key id", vkey)
	}
	return witness{parts[0], binary.BigEndian.Uint32(id), ed25519.PublicKey(typed[1:])}
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	log, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fail(err)
	}
	verifiers := []note.Verifier{log}
	for _, vkey := range os.Args[3:] {
		verifiers = append(verifiers, witnessOf(vkey))
	}
	opened, err := note.Open(text, note.VerifierList(verifiers...))
	if err != nil {
		fail(err)
	}
	if len(opened.Sigs) != len(verifiers) || len(opened.UnverifiedSigs) != 0 {
		fail(len(opened.Sigs), "signatures of", len(verifiers))
	}
	fmt.Println(len(opened.Sigs), "signatures verified")
}
