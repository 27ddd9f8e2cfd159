#include "db/pg.hpp"

#include "db/connection.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/bare.hpp"

namespace gavel::db {
namespace {

struct Pg : testing::Test {
  std::string url = test::bare_database();
  Pool pool{url};
};

TEST_F(Pg, ParametersComeBackAsTheyWent) {
  const std::string awkward = "a\"b\\c{d},e'f\n\t中文 NULL";
  const std::string raw("\x00\xff\\x\x01", 5);
  pool.read([&](pqxx::transaction_base& tx) {
    const auto row =
        pg::exec(tx, "SELECT $1::text, $2::bytea, $3::bigint, $4::boolean, $5::text, $6::json",
                 awkward, pg::Bytes{raw}, std::int64_t{-7}, true, std::nullopt,
                 JsonObject{{"b", 1}, {"a", "\\u0000"}})[0];
    EXPECT_EQ(pg::text(row[0]), awkward);
    EXPECT_EQ(pg::bytes(row[1]), raw);
    EXPECT_EQ(pg::integer(row[2]), -7);
    EXPECT_TRUE(pg::boolean(row[3]));
    EXPECT_EQ(pg::maybe(row[4], pg::text), std::nullopt);
    EXPECT_EQ(pg::text(row[5]), R"({"b":1,"a":"\\u0000"})");
  });
}

TEST_F(Pg, ArraysKeepEveryElement) {
  pg::Array texts, blobs;
  const std::vector<std::string> awkward{"", "NULL", "a\"b", "c\\d", "{e,f}", " g ", "中"};
  for (const std::string& text : awkward) texts.add(text);
  blobs.add(pg::Bytes{std::string_view("\x00\x01", 2)}).add(std::nullopt);
  pool.read([&](pqxx::transaction_base& tx) {
    const auto row =
        pg::exec(tx, "SELECT array_to_json($1::text[]), ($2::bytea[])[1], ($2::bytea[])[2] IS NULL",
                 texts, blobs)[0];
    EXPECT_EQ(pg::texts(row[0]), awkward);
    EXPECT_EQ(pg::bytes(row[1]), std::string("\x00\x01", 2));
    EXPECT_TRUE(pg::boolean(row[2]));
  });
}

TEST_F(Pg, InstantsKeepTheirMilliseconds) {
  for (const char* text : {"2026-01-30T09:00:00.000+08:00", "2026-12-31T23:59:59.999+08:00",
                           "1970-01-01T08:00:00.001+08:00", "2026-01-30T07:59:59.120+08:00"}) {
    pool.read([&](pqxx::transaction_base& tx) {
      const auto row = pg::exec(tx, "SELECT $1::timestamptz", *parse_instant(text))[0];
      EXPECT_EQ(to_string(pg::instant(row[0])), text);
    });
  }
}

TEST_F(Pg, TextWithNulIsABug) {
  EXPECT_THROW(pool.read([](pqxx::transaction_base& tx) {
    pg::exec(tx, "SELECT $1::text", std::string("a\0b", 3));
  }),
               BrokenInvariant);
}

TEST_F(Pg, ReadsGoOnAfterTheConnectionsWereCut) {
  const auto one = [](pqxx::transaction_base& tx) {
    return pg::integer(pg::exec(tx, "SELECT 1")[0][0]);
  };
  EXPECT_EQ(pool.read(one), 1);
  test::cut_connections(url);
  EXPECT_EQ(pool.read(one), 1);
}

TEST_F(Pg, WritesAreWholeOrNotAtAll) {
  pool.write([](pqxx::transaction_base& tx) { pg::exec(tx, "CREATE TABLE t (a int)"); });
  EXPECT_THROW(pool.write([](pqxx::transaction_base& tx) {
    pg::exec(tx, "INSERT INTO t VALUES (1)");
    throw std::runtime_error("changed my mind");
  }),
               std::runtime_error);
  EXPECT_EQ(test::psql(url, "SELECT count(*) FROM t"), "0");
}

TEST_F(Pg, SnapshotsDoNotSeeWhatComesLater) {
  test::psql(url, "CREATE TABLE t (a int)");
  pool.snapshot([&](pqxx::transaction_base& tx) {
    const auto count = [&] { return pg::integer(pg::exec(tx, "SELECT count(*) FROM t")[0][0]); };
    EXPECT_EQ(count(), 0);
    test::psql(url, "INSERT INTO t VALUES (1)");
    EXPECT_EQ(count(), 0);
  });
  EXPECT_THROW(
      pool.snapshot([](pqxx::transaction_base& tx) { pg::exec(tx, "INSERT INTO t VALUES (2)"); }),
      std::exception);
  EXPECT_EQ(test::psql(url, "SELECT count(*) FROM t"), "1");
}

TEST(Pool, SaysWhenThereIsNoDatabase) {
  Pool pool("host=/nonexistent-folder dbname=x");
  try {
    pool.read([](pqxx::transaction_base&) {});
    FAIL() << "connected to nothing";
  } catch (const Unavailable& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("The database cannot be reached: "))
        << error.what();
  }
}

}  // namespace
}  // namespace gavel::db
