#include "archive/witness.hpp"

#include <gtest/gtest.h>

#include "archive/cosignature.hpp"
#include "archive/witness_policy.hpp"
#include "tests/archive/memory_ledger.hpp"

namespace gavel::archive {
namespace {

const LogKey log_key = LogKey::generate("archive.example/ledger");
const LogKey witness_key = LogKey::generate("justice.example/witness");
const std::string witness_vkey = verifier_key(witness_key, NoteKeyType::cosignature);

/// A ledger and the witness that has cosigned it up to some size.
struct Watched {
  MemoryLedger ledger;
  WitnessState state;
  std::vector<std::string> logs{verifier_key(log_key)};

  void grow(int leaves, const std::string& name = "leaf") {
    for (int i = 0; i < leaves; ++i) ledger.add({leaf_hash(name + std::to_string(ledger.size))});
  }
  [[nodiscard]] std::string note() const {
    return sign_checkpoint(ledger.size, ledger.root(), log_key);
  }
  [[nodiscard]] AddCheckpoint request(std::uint64_t old_size) const {
    std::vector<Hash> proof;
    if (old_size <= ledger.size) proof = consistency_proof(old_size, ledger.size, ledger.reader());
    return {old_size, std::move(proof), note()};
  }
  [[nodiscard]] std::expected<Checkpoint, WitnessRefusal> ask(const AddCheckpoint& what) {
    auto head = consider(state, logs, what);
    if (head) state[head->origin] = what.note;
    return head;
  }
};

Watched watched_at(int leaves) {
  Watched watched;
  watched.grow(leaves);
  EXPECT_TRUE(watched.ask(watched.request(0)).has_value());
  return watched;
}

TEST(Witness, CosignsWhatContinuesTheLastOneHoweverItGrows) {
  Watched watched;
  EXPECT_TRUE(watched.ask(watched.request(0)).has_value()) << "the empty tree";
  std::uint64_t before = 0;
  for (const int more : {1, 1, 5, 249, 1, 700}) {
    watched.grow(more);
    const auto head = watched.ask(watched.request(before));
    ASSERT_TRUE(head.has_value()) << watched.ledger.size;
    EXPECT_EQ(head->size, watched.ledger.size);
    before = head->size;
  }
  EXPECT_TRUE(watched.ask(watched.request(before)).has_value()) << "the same again";
}

// Each line cures what the line before was refused for.
TEST(Witness, IsToldTheFirstThingThatIsWrong) {
  Watched watched = watched_at(7);
  watched.grow(6);
  AddCheckpoint asked = watched.request(7);
  asked.proof.clear();
  asked.old_size = 14;
  const auto signed_by = [&](const LogKey& key) {
    asked.note = sign_checkpoint(watched.ledger.size, watched.ledger.root(), key);
    return consider(watched.state, watched.logs, asked).error();
  };
  asked.note = "no note";
  EXPECT_EQ(consider(watched.state, watched.logs, asked).error(), WitnessRefusal::malformed);
  EXPECT_EQ(signed_by(LogKey::generate("other.example/ledger")), WitnessRefusal::unknown_origin);
  EXPECT_EQ(signed_by(LogKey::generate(log_key.origin())), WitnessRefusal::not_signed);
  EXPECT_EQ(signed_by(log_key), WitnessRefusal::old_too_large);
  asked.old_size = 6;
  EXPECT_EQ(signed_by(log_key), WitnessRefusal::stale);
  asked.old_size = 7;
  EXPECT_EQ(signed_by(log_key), WitnessRefusal::inconsistent);
  asked.proof = watched.request(7).proof;
  EXPECT_TRUE(consider(watched.state, watched.logs, asked).has_value());
}

TEST(Witness, NeverCosignsAFork) {
  const Watched watched = watched_at(7);
  for (const int leaves : {7, 8, 20}) {
    Watched fork;
    fork.state = watched.state;
    fork.grow(3);
    fork.grow(leaves - 3, "other");
    EXPECT_EQ(fork.ask(fork.request(7)).error(), WitnessRefusal::inconsistent) << leaves;
    EXPECT_EQ(fork.ask(fork.request(0)).error(), WitnessRefusal::stale) << leaves;
  }
  Watched shorter;
  shorter.state = watched.state;
  shorter.grow(5);
  EXPECT_EQ(shorter.ask(shorter.request(5)).error(), WitnessRefusal::stale);
}

TEST(Witness, TakesNoProofWhereNoneCanBe) {
  Watched watched;
  watched.grow(4);
  AddCheckpoint asked = watched.request(0);
  asked.proof = {leaf_hash("more")};
  EXPECT_EQ(watched.ask(asked).error(), WitnessRefusal::inconsistent);
  Watched empty;
  asked = {0, {}, sign_checkpoint(0, leaf_hash("not empty"), log_key)};
  EXPECT_EQ(empty.ask(asked).error(), WitnessRefusal::inconsistent);
}

TEST(Witness, ReadsARequestBackAndRefusesEveryOtherForm) {
  Watched watched = watched_at(7);
  watched.grow(6);
  const std::string body = add_checkpoint_body(watched.request(7));
  const auto read = parse_add_checkpoint(body);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(add_checkpoint_body(*read), body);
  std::string many = "old 7\n";
  for (int i = 0; i < 64; ++i) many += to_base64(leaf_hash("x")) + "\n";
  for (const std::string& wrong :
       {std::string(), std::string("old 07\n\nnote"), std::string("old -1\n\nnote"),
        std::string("new 7\n\nnote"), std::string("old 7\nAAAA\n\nnote"), std::string("old 7\n"),
        std::string("old 18446744073709551616\n\nnote"), many + "\nnote"}) {
    EXPECT_FALSE(parse_add_checkpoint(wrong).has_value()) << wrong;
  }
}

TEST(Cosignature, IsOfTheTimeTheTextAndTheWitnessAlone) {
  Watched watched = watched_at(7);
  const SignedNote plain = *parse_note(watched.note());
  EXPECT_EQ(check_cosignature(plain, witness_vkey).error(), NoteError::not_signed);
  const std::string line = cosign(plain.body, 1700000000, witness_key);
  const std::string note = watched.note() + line;
  EXPECT_EQ(check_cosignature(*parse_note(note), witness_vkey), 1700000000U);
  EXPECT_TRUE(open_checkpoint(note, verifier_key(log_key)).has_value()) << "others read on";
  EXPECT_EQ(check_cosignature(*parse_note(note), verifier_key(witness_key)).error(),
            NoteError::bad_key);
  const LogKey other = LogKey::generate(witness_key.origin());
  EXPECT_EQ(
      check_cosignature(*parse_note(note), verifier_key(other, NoteKeyType::cosignature)).error(),
      NoteError::not_signed);
  SignedNote changed = *parse_note(note);
  changed.body.replace(changed.body.find("\n7\n"), 3, "\n8\n");
  EXPECT_EQ(check_cosignature(changed, witness_vkey).error(), NoteError::bad_signature);
  for (std::size_t i = 0; i < changed.signatures[1].bytes.size(); ++i) {
    changed = *parse_note(note);
    changed.signatures[1].bytes[i] = static_cast<char>(changed.signatures[1].bytes[i] ^ 1);
    EXPECT_EQ(check_cosignature(changed, witness_vkey).error(), NoteError::bad_signature) << i;
  }
}

struct Policy {
  std::string justice = verifier_key(LogKey::generate("j"), NoteKeyType::cosignature);
  std::string archives = verifier_key(LogKey::generate("a"), NoteKeyType::cosignature);
  std::string upper = verifier_key(LogKey::generate("u"), NoteKeyType::cosignature);
  std::string text = "# who watches\nlog " + verifier_key(log_key) + "\n\nwitness justice " +
                     justice + " http://10.0.0.2:8090/\nwitness archives " + archives +
                     "\nwitness upper " + upper +
                     "\ngroup local 2 justice archives upper\ngroup any-one any justice upper\n";
};

TEST(WitnessPolicyFile, SaysWhoMakesAQuorum) {
  const Policy given;
  const auto policy =
      WitnessPolicy::parse(given.text + "group both all local archives\nquorum both\n");
  ASSERT_TRUE(policy.has_value()) << policy.error();
  EXPECT_EQ(policy->witnesses()[0].url, "http://10.0.0.2:8090");
  EXPECT_EQ(policy->logs().size(), 1U);
  EXPECT_FALSE(policy->is_quorum({}));
  EXPECT_FALSE(policy->is_quorum({"justice", "upper"}));
  EXPECT_FALSE(policy->is_quorum({"archives"}));
  EXPECT_TRUE(policy->is_quorum({"archives", "upper"}));
  EXPECT_TRUE(WitnessPolicy::parse(given.text + "quorum none\n")->is_quorum({}));
  EXPECT_TRUE(WitnessPolicy::parse(given.text + "quorum any-one\n")->is_quorum({"upper"}));
}

TEST(WitnessPolicyFile, ThatIsWrongIsRefusedWithItsLine) {
  const Policy given;
  for (const auto& [added, said] : std::vector<std::pair<std::string, std::string>>{
           {"", "no line \"quorum NAME\""},
           {"quorum nobody\n", "line 9: no witness or group is named 'nobody'"},
           {"quorum local\nquorum none\n", "line 10: there is a quorum already"},
           {"witness justice " + given.justice + "\n", "line 9: the name 'justice' is taken"},
           {"witness again " + given.justice + "\n", "line 9: this key is another witness's"},
           {"witness log " + verifier_key(log_key) + "\n", "is no witness's key"},
           {"log " + given.justice + "\n", "is no ledger's key"},
           {"group g 4 justice upper\n", "line 9: '4' is none of: all, any, 1 to 2"},
           {"group g 0 justice\n", "is none of"},
           {"group g all justice justice\n", "stands there twice"},
           {"group g all g\n", "no witness or group is named 'g'"},
           {"wittness x\n", "line 9: 'wittness' is none of"}}) {
    const auto policy = WitnessPolicy::parse(given.text + added);
    ASSERT_FALSE(policy.has_value()) << added;
    EXPECT_NE(policy.error().find(said), std::string::npos) << policy.error();
  }
}

}  // namespace
}  // namespace gavel::archive
