// A signed statement judged with the proof that goes along with it: by the ledger's order alone.
#include "archive/signing_proof.hpp"

#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "archive/note.hpp"
#include "archive/statement.hpp"
#include "tests/archive/memory_ledger.hpp"

namespace gavel::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

enum class Step { registered, signed_, revoked };

/// "li" signs one statement, which dates itself long before anything in the ledger; the ledger has
/// the steps in the order given.
struct Signing {
  explicit Signing(std::initializer_list<Step> order) {
    for (const Step step : order) {
      leaves.push_back(leaf_of(step));
      ledger.add({leaf_hash("elsewhere"), leaf_hash(leaves.back())});
      places[step] = ledger.size - 1;
    }
    const std::string note = sign_checkpoint(ledger.size, ledger.root(), log);
    const auto prove = [&](Step step) {
      const std::uint64_t place = places.at(step);
      return tlog_proof(place, inclusion_proof(place, ledger.size, ledger.reader()), note);
    };
    proof = {.log_key = verifier_key(log),
             .key = {pair.public_pem(),
                     possession,
                     {registration, leaf_of(Step::registered), prove(Step::registered)},
                     {}},
             .leaf = leaf_of(Step::signed_),
             .proof = prove(Step::signed_)};
    if (places.contains(Step::revoked))
      proof.key.revoked = {revocation, leaf_of(Step::revoked), prove(Step::revoked)};
  }
  std::string leaf_of(Step step) const {
    if (step == Step::registered)
      return leaf_bytes({std::string(key_leaf), "", id, sha256_hex(registration), at});
    if (step == Step::revoked)
      return leaf_bytes({std::string(key_revocation_leaf), "", id, sha256_hex(revocation), at});
    return leaf_bytes({"signature", "m-1", "s-1", sha256_hex(signature), at});
  }
  /// Through the file, as it travels.
  [[nodiscard]] JudgedSigning judged() const {
    return judge_signing(parse_signing_proof(json_text(encode(proof))).value(), statement,
                         signature);
  }
  [[nodiscard]] std::vector<std::string> said() const {
    std::vector<std::string> out;
    for (const auto& found : judged().findings) out.push_back(found.code + " " + found.path);
    return out;
  }

  Instant at = parse_instant("2026-03-01T00:00:00Z").value();
  LogKey log = LogKey::generate("archive.example/ledger");
  LogKey pair = LogKey::generate("li");  // any Ed25519 pair will do
  std::string id = PublicKey::from_pem(pair.public_pem())->id();
  std::string possession = pair.sign(possession_bytes("li", id));
  std::string registration = registration_bytes({.key = id,
                                                 .account = "li",
                                                 .name = "李律师",
                                                 .unit = "justice",
                                                 .algorithm = "ed25519",
                                                 .possession_sha256 = sha256_hex(possession),
                                                 .replaces = "",
                                                 .at = at});
  std::string revocation = revocation_bytes({.key = id,
                                             .account = "li",
                                             .algorithm = "ed25519",
                                             .by = "guan",
                                             .by_name = "管理员",
                                             .reason = "遗失",
                                             .at = at});
  std::string statement =
      statement_bytes({.matter = "m-1",
                       .title = "学区",
                       .procedure_sha256 = "",
                       .event = "counsel.opinion",
                       .data = {},
                       .dossier_sha256 = "",
                       .draft_sha256 = "",
                       .signer = {"li", "李律师", "justice", id},
                       .issued_at = parse_instant("2020-01-01T00:00:00Z").value(),
                       .nonce = "n"});
  std::string signature = pair.sign(statement);
  MemoryLedger ledger;
  std::vector<std::string> leaves;
  std::map<Step, std::uint64_t> places;
  SigningProof proof;
};

TEST(SigningProof, TellsThatTheKeyWasInForce) {
  const Signing signing({Step::registered, Step::signed_});
  EXPECT_THAT(signing.said(), IsEmpty());
  EXPECT_EQ(signing.judged().key->account, "li");
  EXPECT_FALSE(signing.judged().key->revoked);
}

TEST(SigningProof, KeepsWhatWasSignedBeforeTheRevocationValidAndSaysThatItWasRevoked) {
  const Signing signing({Step::registered, Step::signed_, Step::revoked});
  EXPECT_THAT(signing.said(), IsEmpty());
  EXPECT_EQ(signing.judged().key->revoked_at, signing.at);
  EXPECT_EQ(signing.judged().key->revocation_reason, "遗失");
}

TEST(SigningProof, RefusesWhatWasSignedAfterTheRevocationThoughItIsDatedBack) {
  const Signing signing({Step::registered, Step::revoked, Step::signed_});
  EXPECT_THAT(signing.said(), ElementsAre("signed-after-revocation signature"));
}

TEST(SigningProof, RefusesWhatWasSignedBeforeTheRegistration) {
  const Signing signing({Step::signed_, Step::registered});
  EXPECT_THAT(signing.said(), ElementsAre("signed-before-registration signature"));
}

TEST(SigningProof, OfAnotherSignatureProvesNothing) {
  Signing signing({Step::registered, Step::signed_});
  const Signing other({Step::registered, Step::signed_});
  signing.signature = other.signature;
  EXPECT_THAT(signing.said(),
              ElementsAre("leaf-mismatch signature/leaf", "bad-signature signature"));
}

TEST(SigningProof, IsHeldAgainstTheLedgersKey) {
  const Signing signing({Step::registered, Step::signed_});
  const LogKey other = LogKey::generate("archive.example/ledger");
  const auto judged =
      judge_signing(signing.proof, signing.statement, signing.signature, other.public_pem());
  ASSERT_EQ(judged.findings.size(), 1U);
  EXPECT_EQ(judged.findings[0].code, "other-log-key");
}

TEST(SigningProof, MissesNoByteOfItsParts) {
  const Signing signing({Step::registered, Step::signed_, Step::revoked});
  const auto wronged = [&](auto part) {
    Signing changed = signing;
    std::string& text = part(changed.proof);
    for (const std::size_t at : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
      const char before = text[at];
      text[at] = static_cast<char>(before ^ 1);
      EXPECT_FALSE(
          judge_signing(changed.proof, signing.statement, signing.signature).findings.empty())
          << text;
      text[at] = before;
    }
  };
  wronged([](SigningProof& p) -> std::string& { return p.log_key; });
  wronged([](SigningProof& p) -> std::string& { return p.leaf; });
  wronged([](SigningProof& p) -> std::string& { return p.proof; });
  wronged([](SigningProof& p) -> std::string& { return p.key.pem; });
  wronged([](SigningProof& p) -> std::string& { return p.key.possession; });
  for (const auto half : {0, 1}) {
    const auto of = [half](SigningProof& p) -> LedgerRecord& {
      return half == 0 ? p.key.registered : *p.key.revoked;
    };
    wronged([&](SigningProof& p) -> std::string& { return of(p).record; });
    wronged([&](SigningProof& p) -> std::string& { return of(p).leaf; });
    wronged([&](SigningProof& p) -> std::string& { return of(p).proof; });
  }
}

}  // namespace
}  // namespace gavel::archive
