// Snapshots held in memory: the newest of each matter, those used last.
#include "db/matter_store.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

TEST(SnapshotCache, ForgetsTheLeastRecentlyUsed) {
  SnapshotCache cache(2);
  const auto snapshot = [](const char* id, std::int64_t version) {
    matter::Snapshot made;
    made.id = id;
    made.version = version;
    return made;
  };
  cache.put(snapshot("a", 1), nullptr);
  cache.put(snapshot("b", 1), nullptr);
  EXPECT_TRUE(cache.get("a"));
  cache.put(snapshot("c", 1), nullptr);
  EXPECT_FALSE(cache.get("b"));
  cache.put(snapshot("a", 3), nullptr);
  cache.put(snapshot("a", 2), nullptr);  // late: the newer stays
  EXPECT_EQ(cache.get("a")->version, 3);
}

TEST(SnapshotCache, HoldsEqualPoliciesOnce) {
  SnapshotCache cache(4);
  const auto put = [&](const char* id, int days) {
    matter::Snapshot made;
    made.id = id;
    made.policy = Json{{"days", days}};
    return cache.put(std::move(made), nullptr);
  };
  const auto one = put("a", 30), other = put("b", 30), stricter = put("c", 45);
  EXPECT_TRUE(other->policy.is(one->policy));
  EXPECT_FALSE(stricter->policy.is(one->policy));
  EXPECT_EQ(json_text(*stricter->policy), R"({"days":45})");
}

TEST(SnapshotCache, GivesBackWhatWasPackedAsItWas) {
  test::Node node(test::Node::prepared());
  const auto one = node.open("a"), other = node.open("b");
  const auto bytes = [&](const matter::Snapshot& snapshot) {
    return json_text(matter::encode(*one.procedure, snapshot));
  };
  SnapshotCache cache(2, 1);
  const auto ready = cache.put(one.snapshot, one.procedure);
  EXPECT_EQ(cache.get("a"), ready);
  (void)cache.put(other.snapshot, other.procedure);  // "a" is packed
  const auto unpacked = cache.get("a");
  EXPECT_NE(unpacked, ready);
  EXPECT_EQ(bytes(*unpacked), bytes(one.snapshot));
  EXPECT_EQ(cache.get("a"), unpacked);
  EXPECT_EQ(bytes(*cache.get("b")), bytes(other.snapshot));
  auto newer = one.snapshot;
  newer.version = 7;
  (void)cache.put(newer, one.procedure);         // over a packed one
  (void)cache.put(one.snapshot, one.procedure);  // late: the newer stays
  EXPECT_EQ(cache.get("a")->version, 7);
  (void)cache.put(node.open("c").snapshot, one.procedure);
  EXPECT_FALSE(cache.get("b"));
}

}  // namespace
}  // namespace gavel::db
