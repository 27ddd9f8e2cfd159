// The ledger as the reference implementation of Go's checksum database sees it
// (golang.org/x/mod/sumdb/tlog and note): nothing of Gavel's own code takes part.
//
//	verify URL VKEY [EARLIER_CHECKPOINT_FILE]
//
// URL ends before "/checkpoint". Checks the checkpoint's signature, every tile against its root, every
// leaf, an inclusion proof and the tlog-proof file of each, and consistency with the earlier checkpoint.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func fetch(url string) []byte {
	answer, err := http.Get(url)
	must(err, url)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(err, url)
	if answer.StatusCode != 200 {
		must(fmt.Errorf("status %d", answer.StatusCode), url)
	}
	return body
}

// Tiles as C2SP names them: what tlog calls tile/8/L/N is tile/L/N.
type tiles struct{ url string }

func (t tiles) Height() int { return 8 }
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		all = append(all, fetch(t.url+"/tile/"+strings.TrimPrefix(tile.Path(), "tile/8/")))
	}
	return all, nil
}
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func open(text []byte, verifiers note.Verifiers) tlog.Tree {
	opened, err := note.Open(text, verifiers)
	must(err, "checkpoint signature")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		must(fmt.Errorf("%q", opened.Text), "checkpoint")
	}
	var tree tlog.Tree
	_, err = fmt.Sscan(lines[1], &tree.N)
	must(err, "checkpoint size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err, "checkpoint root")
	copy(tree.Hash[:], root)
	return tree
}

// The entries of one bundle: each after its length in two bytes, big-endian.
func entries(url string, index int64, width int64) [][]byte {
	tile := tlog.Tile{H: 8, L: 0, N: index, W: int(width)}
	path := strings.TrimPrefix(tile.Path(), "tile/8/0/")
	bundle := fetch(url + "/tile/entries/" + path)
	var all [][]byte
	for len(bundle) > 0 {
		if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
			must(fmt.Errorf("%d bytes left", len(bundle)), "length of an entry")
		}
		size := int(binary.BigEndian.Uint16(bundle))
		all = append(all, bundle[2:2+size])
		bundle = bundle[2+size:]
	}
	if int64(len(all)) != width {
		must(fmt.Errorf("%d entries, not %d", len(all), width), "bundle")
	}
	return all
}

// c2sp.org/tlog-proof@v1
func checkProofFile(text []byte, index int64, leaf tlog.Hash, verifiers note.Verifiers) {
	head, checkpoint, found := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprintf("index %d", index) {
		must(fmt.Errorf("%q", head), "proof file")
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		must(err, "proof file")
		var hash tlog.Hash
		copy(hash[:], raw)
		proof = append(proof, hash)
	}
	tree := open(checkpoint, verifiers)
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf), "proof file")
}

func main() {
	url := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	must(err, "verifier key")
	verifiers := note.VerifierList(verifier)
	tree := open(fetch(url+"/checkpoint"), verifiers)
	reader := tlog.TileHashReader(tree, tiles{url})

	computed, err := tlog.TreeHash(tree.N, reader) // also checks each tile it reads against the root
	must(err, "tiles")
	if computed != tree.Hash {
		must(fmt.Errorf("%v, not %v", computed, tree.Hash), "root from tiles")
	}
	leaves := []tlog.Hash{}
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		for _, entry := range entries(url, first/256, width) {
			leaves = append(leaves, tlog.RecordHash(entry))
		}
	}
	for index, leaf := range leaves {
		proof, err := tlog.ProveRecord(tree.N, int64(index), reader)
		must(err, "inclusion")
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), leaf), fmt.Sprintf("leaf %d", index))
		checkProofFile(fetch(fmt.Sprintf("%s/proofs/%d", url, index)), int64(index), leaf, verifiers)
	}
	if len(os.Args) > 3 {
		text, err := os.ReadFile(os.Args[3])
		must(err, "earlier checkpoint")
		earlier := open(text, verifiers)
		proof, err := tlog.ProveTree(tree.N, earlier.N, reader)
		must(err, "consistency")
		must(tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash), "consistency")
		fmt.Printf("continues %d leaves; ", earlier.N)
	}
	fmt.Printf("%d leaves verified\n", len(leaves))
}
