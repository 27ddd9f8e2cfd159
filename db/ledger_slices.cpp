#include "db/ledger_slices.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "db/connection.hpp"
#include "db/pg.hpp"

namespace gavel::db {
namespace {

constexpr std::uint64_t slice_size = 4096;
constexpr unsigned most_readers = 8;

/// True for texts that JSON writes as they are.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c != '"' && c != '\\' && c != '\x7f'; });
}

/// The record's SHA-256 as the entry gives it; nothing unless the columns, which leaves are found
/// by, say what the entry says. A million times a second counts here: entries are canonical JSON,
/// so that their members stand in one order and need no parser.
std::optional<std::string> sha256_told(const LedgerLeaf& leaf) {
  constexpr std::size_t digest = 64;
  if (is_plain(leaf.matter) && is_plain(leaf.kind) && is_plain(leaf.subject)) {
    const std::string before = "\"matter\":\"" + leaf.matter + "\",\"sha256\":\"";
    const std::string after =
        "\",\"subject\":\"" + leaf.subject + "\",\"type\":\"" + leaf.kind + "\",\"v\":1}";
    const std::size_t end = leaf.entry.size() - std::min(leaf.entry.size(), after.size());
    if (leaf.entry.ends_with(after) && end > digest + before.size() &&
        leaf.entry.compare(end - digest - before.size(), before.size(), before) == 0)
      return leaf.entry.substr(end - digest, digest);
  }
  boost::system::error_code malformed;
  const Json entry = boost::json::parse(leaf.entry, malformed);
  if (malformed || !entry.is_object()) return std::nullopt;
  const JsonObject& members = entry.get_object();
  if (string_or(members, "type") != leaf.kind || string_or(members, "matter") != leaf.matter ||
      string_or(members, "subject") != leaf.subject)
    return std::nullopt;
  return string_or(members, "sha256");
}

/// Shorter than slice_size where the ledger ends or an entry is missing.
LedgerSlice read_slice(pqxx::transaction_base& tx, std::uint64_t number) {
  std::vector<LedgerLeaf> leaves;
  std::vector<archive::Hash> hashes;
  std::uint64_t next = number * slice_size;
  for (const auto& row :
       pg::exec(tx,
                "SELECT idx, matter, kind, subject, entry FROM ledger_leaf WHERE idx >= $1::bigint "
                "ORDER BY idx LIMIT $2::bigint",
                next, slice_size)) {
    const auto index = static_cast<std::uint64_t>(pg::integer(row[0]));
    if (index != next) break;
    leaves.push_back(
        {index, pg::text(row[1]), pg::text(row[2]), pg::text(row[3]), pg::bytes(row[4])});
    hashes.push_back(archive::leaf_hash(leaves.back().entry));
    ++next;
  }
  LedgerSlice slice = compare_records(tx, leaves, "ledger_leaf ");
  slice.hashes = std::move(hashes);
  return slice;
}

/// Hands out slices one after the other until one is short; all before that one are whole.
class Slices {
 public:
  void read(pqxx::transaction_base& tx) {
    try {
      while (!ended_) {
        const std::uint64_t number = next_++;
        LedgerSlice slice = read_slice(tx, number);
        if (slice.hashes.size() < slice_size) ended_ = true;
        const std::scoped_lock lock(mutex_);
        read_[number] = std::move(slice);
      }
    } catch (...) {
      ended_ = true;  // the other readers need not go on
      throw;
    }
  }

  std::vector<LedgerSlice> take() {
    std::vector<LedgerSlice> slices;
    for (auto& [number, slice] : read_) {
      slices.push_back(std::move(slice));
      if (slices.back().hashes.size() < slice_size) break;
    }
    return slices;
  }

 private:
  std::atomic<std::uint64_t> next_ = 0;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  std::map<std::uint64_t, LedgerSlice> read_;
};

/// A connection that is not to be had is done without: the others read its slices.
std::unique_ptr<Connection> one_more(const std::string& url) {
  try {
    return std::make_unique<Connection>(url);
  } catch (const Unavailable&) {
    return nullptr;
  }
}

void read_beside(Slices& slices, const std::string& url, const std::string& snapshot) {
  const auto connection = one_more(url);
  if (!connection) return;
  pqxx::transaction<pqxx::repeatable_read> tx(connection->session);
  pg::script(tx, "SET TRANSACTION SNAPSHOT " + tx.quote(snapshot));  // takes no parameter
  settle_session(tx);
  slices.read(tx);
}

bool is_longer_than_one_slice(pqxx::transaction_base& tx) {
  return !pg::exec(tx, "SELECT FROM ledger_leaf WHERE idx >= $1::bigint LIMIT 1", slice_size)
              .empty();
}

}  // namespace

LedgerSlice compare_records(pqxx::transaction_base& tx, std::span<const LedgerLeaf> leaves,
                            const std::string& table) {
  LedgerSlice out;
  const auto digests = record_digests(tx, leaves);
  for (const LedgerLeaf& leaf : leaves) {
    const auto told = sha256_told(leaf);
    if (!told) {
      out.findings.push_back({"leaf-changed", table + std::to_string(leaf.index)});
      continue;
    }
    if (leaf.kind == "rows") out.batches[std::atoll(leaf.subject.c_str())] = *told;
    const auto computed = digests.find(leaf.index);
    if (computed != digests.end() && computed->second != *told) {
      out.findings.push_back(
          {computed->second.empty() ? "row-missing" : "row-changed",
           leaf.kind + " " + (leaf.kind == "event" ? leaf.matter + "/" : "") + leaf.subject});
    }
  }
  return out;
}

std::vector<LedgerSlice> read_ledger(pqxx::transaction_base& tx, const std::string& url) {
  Slices slices;
  std::vector<std::future<void>> beside;
  if (is_longer_than_one_slice(tx)) {
    const std::string snapshot = pg::text(pg::exec(tx, "SELECT pg_export_snapshot()")[0][0]);
    const unsigned readers = std::clamp(std::thread::hardware_concurrency(), 1U, most_readers);
    for (unsigned i = 1; i < readers; ++i)
      beside.push_back(
          std::async(std::launch::async, read_beside, std::ref(slices), url, snapshot));
  }
  slices.read(tx);
  for (auto& reader : beside) reader.get();
  return slices.take();
}

void settle_session(pqxx::transaction_base& tx) {
  pg::exec(tx, "SET LOCAL timezone = 'UTC'");
  pg::exec(tx, "SET LOCAL datestyle = 'ISO, MDY'");
  pg::exec(tx, "SET LOCAL bytea_output = 'hex'");
}

}  // namespace gavel::db
