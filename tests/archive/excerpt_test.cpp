// One person's excerpt of a record: what holds, and that nothing in it can be changed unseen.
#include "archive/excerpt.hpp"

#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/key_register.hpp"
#include "archive/leaf.hpp"
#include "archive/note.hpp"
#include "archive/statement.hpp"
#include "tests/archive/memory_ledger.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> codes(const std::vector<PackageFinding>& findings) {
  std::vector<std::string> out;
  for (const auto& each : findings) out.push_back(each.code);
  return out;
}

/// A member's dissent, entered by the recorder, in a ledger of three leaves.
struct Dissent {
  LogKey log = LogKey::generate("archive.example/ledger");
  Excerpt excerpt;

  explicit Dissent(const JsonObject& signature = {}, const std::string& member = "sun") {
    JsonObject data{{"event", "meeting.stance"},
                    {"data", JsonObject{{"member", member}, {"stance", "oppose"}}}};
    if (!signature.empty()) data["signature"] = signature;
    const std::string at = "2026-04-21T09:30:00+08:00";
    const std::string event =
        canonical(JsonObject{{"seq", 41},
                             {"kind", "sent"},
                             {"name", "meeting.stance"},
                             {"at", at},
                             {"actor", JsonObject{{"account", "ji"}, {"name", "记录人"}}},
                             {"data", std::move(data)}});
    const std::string leaf =
        leaf_bytes({"event", "m-1", "41", sha256_hex(event), parse_instant(at).value()});
    MemoryLedger ledger;
    ledger.add({leaf_hash("a"), leaf_hash(leaf), leaf_hash("c")});
    const auto proof = inclusion_proof(1, 3, ledger.reader());
    const std::string note = sign_checkpoint(3, ledger.root(), log);
    excerpt = {.matter = "m-1",
               .title = "学区调整",
               .account = "sun",
               .name = "孙",
               .log_key = verifier_key(log),
               .made_at = parse_instant("2026-04-22T00:00:00+08:00").value(),
               .records = {{.title = {"意见", "Stance"},
                            .event = event,
                            .leaf = leaf,
                            .proof = tlog_proof(1, proof, note),
                            .statement = {}}}};
  }
  std::string text() const { return json_text(encode(excerpt)); }
};

TEST(Excerpt, OfADissentHoldsWithoutTheServer) {
  const Dissent dissent;
  const auto read = parse_excerpt(dissent.text());
  ASSERT_TRUE(read.has_value());
  EXPECT_THAT(verify_excerpt(*read), IsEmpty());
  EXPECT_THAT(verify_excerpt(*read, verifier_key(dissent.log) + "\n"), IsEmpty());
  EXPECT_THAT(verify_excerpt(*read, dissent.log.public_pem()), IsEmpty());
}

TEST(Excerpt, UnderAnotherLedgersKeyDoesNotHold) {
  const Dissent dissent;
  const LogKey other = LogKey::generate("archive.example/ledger");
  EXPECT_THAT(codes(verify_excerpt(dissent.excerpt, other.public_pem())),
              ElementsAre("other-log-key"));
  Excerpt forged = dissent.excerpt;
  forged.log_key = verifier_key(other);
  EXPECT_THAT(codes(verify_excerpt(forged)), ElementsAre("not-in-ledger"));
}

TEST(Excerpt, ChangedInAnyByteOfEventLeafOrProofIsFound) {
  const Dissent dissent;
  for (std::string ExcerptRecord::* part :
       {&ExcerptRecord::event, &ExcerptRecord::leaf, &ExcerptRecord::proof}) {
    const std::size_t size = (dissent.excerpt.records.front().*part).size();
    for (std::size_t i = 0; i < size; ++i) {
      Excerpt changed = dissent.excerpt;
      char& byte = (changed.records.front().*part)[i];
      byte = static_cast<char>(byte ^ 1);
      EXPECT_FALSE(verify_excerpt(changed).empty()) << "byte " << i;
    }
  }
}

TEST(Excerpt, OfSomebodyElsesActsDoesNotHold) {
  EXPECT_THAT(codes(verify_excerpt(Dissent({}, "qian").excerpt)), ElementsAre("other-person"));
  Excerpt empty = Dissent().excerpt;
  empty.records.clear();
  EXPECT_THAT(codes(verify_excerpt(empty)), ElementsAre("bad-event"));
}

/// A step that `signer` signed with a key of the register, as `When` says.
struct SignedStep {
  enum class When { in_force, before_registration, after_revocation, revoked_later };
  KeyHolder holder{"-algorithm ed25519",
                   "openssl pkeyutl -sign -inkey key -rawin -in message -out signature"};
  LogKey log = LogKey::generate("archive.example/ledger");
  Excerpt excerpt;

  explicit SignedStep(When when = When::in_force, const std::string& key_of = "sun") {
    const Instant at = parse_instant("2026-04-21T09:30:00+08:00").value();
    const std::string bytes = statement_bytes({.matter = "m-1",
                                               .title = "学区调整",
                                               .procedure_sha256 = "",
                                               .event = "counsel.opine",
                                               .data = {{"conclusion", "lawful"}},
                                               .dossier_sha256 = "",
                                               .draft_sha256 = "",
                                               .signer = {"sun", "孙", "justice", holder.id},
                                               .issued_at = at,
                                               .nonce = "n"});
    const JsonObject signature{{"key_id", holder.id}, {"statement_sha256", sha256_hex(bytes)}};
    const std::string event =
        canonical(JsonObject{{"seq", 7},
                             {"kind", "sent"},
                             {"name", "counsel.opine"},
                             {"at", to_string(at)},
                             {"actor", JsonObject{{"account", "sun"}, {"name", "孙"}}},
                             {"data", JsonObject{{"data", JsonObject{{"conclusion", "lawful"}}},
                                                 {"signature", signature}}}});
    const std::string possession = holder.sign(possession_bytes(key_of, holder.id));
    const std::string registration =
        registration_bytes({.key = holder.id,
                            .account = key_of,
                            .name = "",
                            .unit = "",
                            .algorithm = "ed25519",
                            .possession_sha256 = sha256_hex(possession),
                            .replaces = "",
                            .at = at});
    const std::string revocation = revocation_bytes({.key = holder.id,
                                                     .account = key_of,
                                                     .algorithm = "ed25519",
                                                     .by = "guan",
                                                     .by_name = "",
                                                     .reason = "遗失",
                                                     .at = at});
    const std::string performed = leaf_bytes({"event", "m-1", "7", sha256_hex(event), at});
    const std::string registered =
        leaf_bytes({std::string(key_leaf), "", holder.id, sha256_hex(registration), at});
    const std::string revoked =
        leaf_bytes({std::string(key_revocation_leaf), "", holder.id, sha256_hex(revocation), at});
    std::vector<std::string> leaves{registered, performed, revoked};
    if (when == When::before_registration) leaves = {performed, registered, revoked};
    if (when == When::after_revocation) leaves = {registered, revoked, performed};
    MemoryLedger ledger;
    for (const std::string& leaf : leaves) ledger.add({leaf_hash(leaf)});
    const std::string note = sign_checkpoint(3, ledger.root(), log);
    const auto proof_of = [&](const std::string& leaf) {
      const auto place =
          static_cast<std::uint64_t>(std::ranges::find(leaves, leaf) - leaves.begin());
      return tlog_proof(place, inclusion_proof(place, 3, ledger.reader()), note);
    };
    KeyEntry entry{
        holder.public_pem, possession, {registration, registered, proof_of(registered)}, {}};
    if (when == When::after_revocation || when == When::revoked_later)
      entry.revoked = LedgerRecord{revocation, revoked, proof_of(revoked)};
    excerpt = {
        .matter = "m-1",
        .title = "学区调整",
        .account = "sun",
        .name = "孙",
        .log_key = verifier_key(log),
        .made_at = at,
        .records = {{.title = {"意见", "Opinion"},
                     .event = event,
                     .leaf = performed,
                     .proof = proof_of(performed),
                     .statement = SignedStatement{bytes, holder.sign(bytes), holder.public_pem}}},
        .keys = {entry}};
  }
  [[nodiscard]] std::vector<std::string> against() const {
    return codes(verify_excerpt(*parse_excerpt(json_text(encode(excerpt)))));
  }
};

TEST(Excerpt, HoldsWhatWasSignedToItsEvent) {
  SignedStep step;
  EXPECT_THAT(step.against(), IsEmpty());
  auto& kept = step.excerpt.records.front().statement;
  kept->signature[0] = static_cast<char>(kept->signature[0] ^ 1);
  EXPECT_THAT(step.against(), ElementsAre("bad-signature"));
  kept->bytes += " ";
  EXPECT_THAT(step.against(), ElementsAre("bad-statement"));
  kept.reset();
  EXPECT_THAT(step.against(), ElementsAre("statement-missing"));
}

TEST(Excerpt, JudgesASignatureByTheKeysPlacesInTheLedger) {
  using When = SignedStep::When;
  EXPECT_THAT(SignedStep(When::revoked_later).against(), IsEmpty());
  EXPECT_THAT(SignedStep(When::before_registration).against(),
              ElementsAre("signed-before-registration"));
  EXPECT_THAT(SignedStep(When::after_revocation).against(), ElementsAre("signed-after-revocation"));
  EXPECT_THAT(SignedStep(When::in_force, "qian").against(), ElementsAre("other-signer"));
}

TEST(Excerpt, AsksForTheRegistersEntryOfEachKey) {
  SignedStep step;
  step.excerpt.keys.front().possession = "x";
  EXPECT_THAT(step.against(), ElementsAre("not-possessed"));
  step.excerpt.keys.clear();
  EXPECT_THAT(step.against(), ElementsAre("key-not-in-register"));
  // Those of earlier versions had none; of their keys nothing is told.
  step.excerpt.carries_keys = false;
  EXPECT_THAT(json_text(encode(step.excerpt)), testing::HasSubstr("urn:gavel:excerpt:1"));
  EXPECT_THAT(step.against(), IsEmpty());
}

TEST(Excerpt, OtherTextIsNone) {
  for (const char* text : {"", "{}", "[]", R"({"format":"urn:gavel:excerpt:9"})",
                           R"({"format":"urn:gavel:excerpt:1","records":[1],)"
                           R"("made_at":"2026-04-22T00:00:00+08:00"})"}) {
    EXPECT_FALSE(parse_excerpt(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace gavel::archive
