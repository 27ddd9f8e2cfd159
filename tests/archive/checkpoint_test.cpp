#include "archive/checkpoint.hpp"

#include "tests/archive/memory_ledger.hpp"

namespace gavel::archive {
namespace {

const LogKey key = LogKey::generate("archive.example/ledger");
const Hash root = sha256("root");

TEST(Note, AgreesWithTheReferenceImplementation) {  // golang.org/x/mod/sumdb/note, its example
  const std::string text =
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n";
  const std::string signature =
      "x08go/ZJkuBS9UG/"
      "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
  const std::string vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const std::string public_raw = from_base64(vkey.substr(22))->substr(1);
  EXPECT_EQ(verifier_key("PeterNeumann", public_raw), vkey);
  const std::string blob = *from_base64(signature);
  EXPECT_EQ(blob.substr(0, 4), note_key_id("PeterNeumann", public_raw));
  EXPECT_TRUE(verify_ed25519(public_raw, text, blob.substr(4)));
}

TEST(Checkpoint, IsReadBackByItsVerifierKey) {
  const std::string note = sign_checkpoint(7, root, key);
  EXPECT_TRUE(note.starts_with("archive.example/ledger\n7\n" + to_base64(root) + "\n\n— "));
  EXPECT_EQ(open_checkpoint(note, verifier_key(key)), (Checkpoint{key.origin(), 7, root}));
}

TEST(Checkpoint, PassesOverSignaturesOfOthers) {
  const std::string note = sign_checkpoint(7, root, key);
  const std::string witness = "— witness.example " + to_base64("wwwwsomething unknown") + "\n";
  EXPECT_TRUE(open_checkpoint(note + witness, verifier_key(key)).has_value());
  const std::size_t blank = note.find("\n\n") + 2;
  EXPECT_EQ(open_checkpoint(note.substr(0, blank) + witness, verifier_key(key)).error(),
            NoteError::not_signed);
}

TEST(Checkpoint, DamagedAnywhereIsRefused) {
  const std::string note = sign_checkpoint(7, root, key);
  for (std::size_t i = 0; i < note.size(); ++i) {
    std::string damaged = note;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_FALSE(open_checkpoint(damaged, verifier_key(key)).has_value()) << "byte " << i;
  }
}

TEST(Checkpoint, TellsWhatIsWrong) {
  const std::string note = sign_checkpoint(7, root, key);
  const LogKey other = LogKey::generate(key.origin());
  const LogKey elsewhere = LogKey::generate("other.example/ledger");
  EXPECT_EQ(open_checkpoint(note, "nonsense").error(), NoteError::bad_key);
  EXPECT_EQ(open_checkpoint(note, verifier_key(other)).error(), NoteError::not_signed);
  EXPECT_EQ(open_checkpoint(note, verifier_key(elsewhere)).error(), NoteError::other_origin);
  EXPECT_EQ(open_checkpoint("", verifier_key(key)).error(), NoteError::malformed);
  EXPECT_EQ(open_checkpoint(note.substr(0, note.find("\n\n") + 2), verifier_key(key)).error(),
            NoteError::malformed);
  std::string larger = note;
  larger.replace(larger.find("\n7\n"), 3, "\n8\n");
  EXPECT_EQ(open_checkpoint(larger, verifier_key(key)).error(), NoteError::bad_signature);
  larger.replace(larger.find("\n8\n"), 3, "\n08\n");
  EXPECT_EQ(open_checkpoint(larger, verifier_key(key)).error(), NoteError::malformed);
}

TEST(TlogProof, CarriesAllThatAVerifierNeeds) {
  MemoryLedger ledger;
  for (int i = 0; i < 11; ++i) ledger.add({leaf_hash("entry " + std::to_string(i))});
  const std::string note = sign_checkpoint(ledger.size, ledger.root(), key);
  const auto path = inclusion_proof(4, ledger.size, ledger.reader());
  const std::string proof = tlog_proof(4, path, note);
  EXPECT_TRUE(proof.starts_with("c2sp.org/tlog-proof@v1\nindex 4\n"));
  EXPECT_TRUE(verify_tlog_proof("entry 4", proof, verifier_key(key)));
  EXPECT_FALSE(verify_tlog_proof("entry 5", proof, verifier_key(key)));
  EXPECT_FALSE(verify_tlog_proof("entry 4", proof, verifier_key(LogKey::generate(key.origin()))));
  const auto parsed = parse_tlog_proof(proof);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->proof, path);
  EXPECT_EQ(parsed->checkpoint_note, note);
  for (const std::string bad :
       {"", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nindex x\n\n",
        "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n"})
    EXPECT_FALSE(parse_tlog_proof(bad).has_value()) << bad;
}

}  // namespace
}  // namespace gavel::archive
