// One person's excerpt of a record: what holds, and that nothing in it can be changed unseen.
#include "archive/excerpt.hpp"

#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "archive/note.hpp"
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

TEST(Excerpt, HoldsWhatWasSignedToItsEvent) {
  KeyHolder holder{"-algorithm ed25519",
                   "openssl pkeyutl -sign -inkey key -rawin -in message -out signature"};
  const std::string statement = "{\"type\":\"urn:gavel:statement:1\"}";
  const JsonObject signature{{"key_id", holder.id}, {"statement_sha256", sha256_hex(statement)}};
  Dissent dissent(signature);
  EXPECT_THAT(codes(verify_excerpt(dissent.excerpt)), ElementsAre("statement-missing"));
  auto& kept = dissent.excerpt.records.front().statement;
  kept = SignedStatement{statement, holder.sign(statement), holder.public_pem};
  EXPECT_THAT(verify_excerpt(*parse_excerpt(dissent.text())), IsEmpty());
  kept->signature[0] = static_cast<char>(kept->signature[0] ^ 1);
  EXPECT_THAT(codes(verify_excerpt(dissent.excerpt)), ElementsAre("bad-signature"));
  kept->bytes += " ";
  EXPECT_THAT(codes(verify_excerpt(dissent.excerpt)), ElementsAre("bad-statement"));
}

TEST(Excerpt, OtherTextIsNone) {
  for (const char* text : {"", "{}", "[]", R"({"format":"urn:gavel:excerpt:2"})",
                           R"({"format":"urn:gavel:excerpt:1","records":[1],)"
                           R"("made_at":"2026-04-22T00:00:00+08:00"})"}) {
    EXPECT_FALSE(parse_excerpt(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace gavel::archive
