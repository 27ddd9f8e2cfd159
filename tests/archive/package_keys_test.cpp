// The keys in a package: whether each was in force is told by the ledger's order, and every lie
// about one is found, by `gavel verify` and by the package's own script.
#include "archive/bag.hpp"
#include "archive/seal.hpp"
#include "archive/verify_package.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using LastKey = SampleMatter::LastKey;

std::vector<std::string> said(const PackageVerdict& verdict) {
  std::vector<std::string> out;
  for (const auto& found : verdict.findings) out.push_back(found.code + " " + found.path);
  return out;
}

const SampleMatter& sample() {
  static const SampleMatter matter;
  return matter;
}

struct Written {
  explicit Written(const SampleMatter& from) : matter(from) {
    (void)write_package(matter.input, bag);
  }
  [[nodiscard]] Ran script() const { return run("sh '" + (bag / "data/verify.sh").string() + "'"); }
  /// By the server itself, were it to lie: every digest and the seal are made anew.
  void remake() const {
    std::vector<BagFile> payload, tags;
    for (const auto& [path, size] : list_bag_files(bag))
      if (path.starts_with("data/")) payload.push_back(*digest_bag_file(bag, path));
    write_file(bag / "manifest-sha256.txt", manifest_text(payload, &BagFile::sha256));
    write_file(bag / "manifest-sha512.txt", manifest_text(payload, &BagFile::sha512));
    write_file(bag / "payload-sm3.txt", manifest_text(payload, &BagFile::sm3));
    for (const char* name : {"bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                             "manifest-sha512.txt", "payload-sm3.txt"})
      tags.push_back(*digest_bag_file(bag, name));
    write_file(bag / "tagmanifest-sha256.txt", manifest_text(tags, &BagFile::sha256));
    const std::string sealed = manifest_text(tags, &BagFile::sha512);
    write_file(bag / "tagmanifest-sha512.txt", sealed);
    write_file(bag / std::string(seal_file),
               sign_note(seal_body(to_string(matter.input.code), sealed), matter.log));
  }
  [[nodiscard]] std::string key_id(std::size_t which) const {
    return PublicKey::from_pem(matter.input.keys.at(which).pem)->id();
  }
  [[nodiscard]] std::string path(std::size_t which, const std::string& part) const {
    return "data/keys/" + key_id(which) + "." + part;
  }

  const SampleMatter& matter;
  TempDir dir;
  fs::path bag = dir / "X043-WS·2026-Y-BGS-0001";
};

TEST(PackageKeys, CarryTheRegistersEntryOfEachThatSigned) {
  const Written package(sample());
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read_file(package.bag / package.path(i, "pub.pem")), sample().input.keys[i].pem);
    EXPECT_THAT(read_file(package.bag / package.path(i, "registered.json")),
                HasSubstr("\"account\":\"li\""));
    EXPECT_THAT(read_file(package.bag / package.path(i, "possession.json")),
                HasSubstr("urn:gavel:key-possession:1"));
  }
  EXPECT_FALSE(fs::exists(package.bag / package.path(0, "revoked.json")));
  EXPECT_THAT(read_file(package.bag / package.path(2, "revoked.json")),
              HasSubstr("\"reason\":\"密钥介质遗失\""));
}

TEST(PackageKeys, WhatWasSignedBeforeTheRevocationStaysValid) {
  const Written package(sample());
  EXPECT_THAT(said(verify_package(package.bag)), IsEmpty());
  const Ran ran = package.script();
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("registered at 0 / 登记于日志第 0 条"));
  EXPECT_THAT(ran.output, HasSubstr("revoked at "));
}

TEST(PackageKeys, WhatWasSignedAfterTheRevocationIsFoundThoughItIsDatedBack) {
  static const SampleMatter matter(LastKey::revoked_before);
  const Written package(matter);
  EXPECT_THAT(said(verify_package(package.bag)),
              ElementsAre("signed-after-revocation data/statements/s-decide.sig"));
  const Ran ran = package.script();
  EXPECT_NE(ran.status, 0);
  EXPECT_THAT(ran.output, HasSubstr("签名时密钥未登记或已注销: data/statements/s-decide.json"));
}

TEST(PackageKeys, WhatWasSignedBeforeTheKeyWasRegisteredIsFound) {
  static const SampleMatter matter(LastKey::registered_later);
  const Written package(matter);
  EXPECT_THAT(said(verify_package(package.bag)),
              ElementsAre("signed-before-registration data/statements/s-decide.sig"));
  EXPECT_THAT(package.script().output, HasSubstr("签名时密钥未登记或已注销"));
}

TEST(PackageKeys, OfBeforePossessionWasAskedForAreSaidToBeUnproved) {
  static const SampleMatter matter(LastKey::never_proved);
  const Written package(matter);
  EXPECT_THAT(said(verify_package(package.bag)),
              ElementsAre("not-possessed " + package.path(2, "possession.sig")));
  EXPECT_THAT(package.script().output, HasSubstr("没有持有私钥的证明"));
  EXPECT_THAT(read_file(package.bag / "data/README.txt"), HasSubstr("not-possessed"));
}

TEST(PackageKeys, WhosePossessionWasProvedAfterwardsAreAsGoodAsAny) {
  static const SampleMatter matter(LastKey::proved_later);
  const Written package(matter);
  EXPECT_THAT(said(verify_package(package.bag)), IsEmpty());
  const Ran ran = package.script();
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(read_file(package.bag / package.path(2, "possessed.json")),
              HasSubstr("\"possession_sha256\":"));
  // The proof without its place in the ledger, with another's, or of another signature, is none.
  for (const char* part : {"possessed.leaf", "possessed.tlog-proof", "possessed.json"}) {
    const fs::path file = package.bag / package.path(2, part);
    const std::string text = read_file(file);
    std::string changed = text;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    write_file(file, changed);
    package.remake();
    EXPECT_FALSE(verify_package(package.bag).holds()) << part;
    EXPECT_NE(package.script().status, 0) << part;
    fs::remove(file);
    package.remake();
    EXPECT_FALSE(verify_package(package.bag).holds()) << "without " << part;
    EXPECT_NE(package.script().status, 0) << "without " << part;
    write_file(file, text);
  }
}

/// What was sealed before packages had entries of the register stays good for ever.
TEST(PackageKeys, AreNotMissedInAPackageOfThatTime) {
  const Written package(sample());
  for (const auto& [path, size] : list_bag_files(package.bag))
    if (path.starts_with("data/keys/")) fs::remove(package.bag / path);
  const fs::path info = package.bag / "bag-info.txt";
  std::string text = read_file(info);
  const auto found_in = [&](const std::string& profile) {
    text.replace(text.find("profile:") + 8, 1, profile);
    write_file(info, text);
    package.remake();
    return said(verify_package(package.bag));
  };
  const auto missed = testing::Contains(testing::StartsWith("key-not-in-register"));
  EXPECT_THAT(found_in("2"), missed);
  EXPECT_THAT(found_in("1"), testing::Not(missed));
  EXPECT_THAT(found_in("9"), testing::Contains("bad-bag-info bag-info.txt"));
}

struct Lie {
  const char* name;
  std::function<void(const Written&)> tell;
  std::string code;  ///< And file: "…" stands for the key's id.
};
struct Told : testing::TestWithParam<Lie> {};

/// Puts `from`, the same part of another key, in its place.
auto exchanged(const char* part) {
  return [part](const Written& p) {
    fs::copy_file(p.bag / p.path(1, part), p.bag / p.path(0, part),
                  fs::copy_options::overwrite_existing);
  };
}

TEST_P(Told, IsFoundThoughDigestsAndSealHold) {
  const Written package(sample());
  GetParam().tell(package);
  package.remake();
  const auto found = said(verify_package(package.bag));
  std::string wanted = GetParam().code;
  const std::size_t id = wanted.find("…");
  if (id != std::string::npos)
    wanted.replace(id, std::string_view("…").size(),
                   package.key_id(wanted.contains("revoked") ? 2 : 0));
  EXPECT_THAT(found, testing::Contains(wanted)) << testing::PrintToString(found);
  EXPECT_NE(package.script().status, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Each, Told,
    testing::Values(Lie{"another_key", exchanged("pub.pem"),
                        "bad-key-entry data/keys/….registered.json"},
                    Lie{"possession_of_another_key", exchanged("possession.sig"),
                        "not-possessed data/keys/….possession.sig"},
                    Lie{"possession_left_out",
                        [](const Written& p) {
                          fs::remove(p.bag / p.path(0, "possession.sig"));
                          fs::remove(p.bag / p.path(0, "possession.json"));
                        },
                        "not-possessed data/keys/….possession.sig"},
                    Lie{"possession_of_another_account",
                        [](const Written& p) {
                          write_file(p.bag / p.path(0, "possession.json"),
                                     possession_bytes("wang", p.key_id(0)));
                        },
                        "not-possessed data/keys/….possession.json"},
                    Lie{"another_persons_registration",
                        [](const Written& p) {
                          std::string text = read_file(p.bag / p.path(0, "registered.json"));
                          text.replace(text.find("\"li\""), 4, "\"wu\"");
                          write_file(p.bag / p.path(0, "registered.json"), text);
                        },
                        "leaf-mismatch data/keys/….registered.leaf"},
                    Lie{"another_proof", exchanged("registered.tlog-proof"),
                        "not-in-ledger data/keys/….registered.tlog-proof"},
                    Lie{"a_revocation_moved_by_a_leaf_made_up",
                        [](const Written& p) {
                          const KeyRevocation later{.key = p.key_id(2),
                                                    .account = "li",
                                                    .algorithm = "sm2-sm3",
                                                    .by = "guan",
                                                    .by_name = "",
                                                    .reason = "later",
                                                    .at = instant("2026-06-01T00:00:00Z")};
                          const std::string record = revocation_bytes(later);
                          write_file(p.bag / p.path(2, "revoked.json"), record);
                          write_file(p.bag / p.path(2, "revoked.leaf"),
                                     leaf_bytes({"key-revocation", "", later.key,
                                                 sha256_hex(record), later.at}));
                        },
                        "not-in-ledger data/keys/….revoked.tlog-proof"},
                    Lie{"a_revocation_without_its_record",
                        [](const Written& p) { fs::remove(p.bag / p.path(2, "revoked.json")); },
                        "missing-file data/keys/….revoked.json"},
                    Lie{"a_key_that_signed_nothing",
                        [](const Written& p) {
                          write_file(p.bag / "data/keys" / (std::string(64, '0') + ".pub.pem"),
                                     sample().input.keys[0].pem);
                        },
                        "foreign-file data/keys/" + std::string(64, '0') + ".pub.pem"},
                    Lie{"no_entry_at_all",
                        [](const Written& p) {
                          for (const auto& [path, size] : list_bag_files(p.bag))
                            if (path.starts_with("data/keys/" + p.key_id(0)))
                              fs::remove(p.bag / path);
                        },
                        "key-not-in-register data/statements/s-legal.opine.pub.pem"}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace gavel::archive
