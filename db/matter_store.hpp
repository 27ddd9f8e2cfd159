#pragma once
// The matters: loading them as last committed, appending through the commit queue, and the lists
// the API shows. Any number of nodes may share the database: the version in the matter's row
// decides whether a cached snapshot is still the truth; if not, the events after it are replayed.
#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/append.hpp"
#include "db/commit_queue.hpp"
#include "db/pool.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

/// A line of the list of matters.
struct MatterRow {
  std::string id, title, unit, opened_by;
  std::string procedure, procedure_version, procedure_sha256;
  std::int64_t version = 0;
  std::vector<std::string> configuration;  ///< Active state ids, document order.
  bool finished = false;
  Instant opened_at, updated_at;
};

/// Absent fields do not restrict; all given ones must hold.
struct MatterQuery {
  std::optional<std::string> procedure = {};  ///< Its name.
  std::optional<std::string> unit = {};       ///< One that has part in the matter.
  std::optional<std::string> state = {};      ///< An active state's id.
  std::optional<std::string> q = {};          ///< Part of the title or of the id, case folded.
  std::optional<bool> finished = {};
  std::string cursor = {};  ///< `next` of the page before; empty for the first.
  int limit = 50;           ///< 1..200.
};

struct MatterPage {
  std::vector<MatterRow> rows;  ///< Newest first.
  std::string next;             ///< Empty on the last page.
};

/// Snapshots by matter id, the least recently used given up first. Those used last are kept ready;
/// the others as their text, which takes a third of the memory and 50 µs to read.
class SnapshotCache {
 public:
  explicit SnapshotCache(std::size_t capacity, std::size_t ready = 256)
      : capacity_(capacity), most_ready_(ready) {}
  [[nodiscard]] std::shared_ptr<const matter::Snapshot> get(const std::string& id);
  /// Keeps the newer of the two; gives back what was put, its policy now shared with all matters
  /// that have the same. `procedure` is the one that the snapshot names.
  std::shared_ptr<const matter::Snapshot> put(
      matter::Snapshot snapshot, std::shared_ptr<const procedure::Procedure> procedure);

 private:
  struct Entry {
    std::int64_t version = 0;
    std::string id;
    std::shared_ptr<const procedure::Procedure> procedure;
    std::shared_ptr<const matter::Snapshot> snapshot;  ///< Null while it is packed.
    std::string packed;
  };
  using Order = std::list<Entry>;
  void share_policy(matter::Snapshot& snapshot);
  void make_room();

  const std::size_t capacity_, most_ready_;
  std::mutex mutex_;
  Order ready_, packed_;  ///< Most recently used first.
  std::unordered_map<std::string, Order::iterator> by_id_;
  /// By their text. Organs have few, so they stay.
  std::unordered_map<std::string, Shared<Json>> policies_;
};

class MatterStore final : public desk::Matters {
 public:
  struct Ports {
    Pool& pool;
    CommitQueue& queue;
    desk::Procedures& procedures;
    desk::Calendars& calendars;
  };
  /// `cached`: snapshots held in memory; an idle one is about 6 KB.
  MatterStore(Ports ports, Projection projection, std::size_t cached = 4096);

  [[nodiscard]] std::optional<desk::Loaded> load(const std::string& id) override;
  [[nodiscard]] desk::AppendResult append(desk::Append append) override;
  [[nodiscard]] std::vector<std::string> course(const std::string& id,
                                                std::int64_t version) override;

  /// As it was after its first `version` events; nullopt when it has fewer, or is not there.
  [[nodiscard]] std::optional<desk::Loaded> load_at(const std::string& id, std::int64_t version);

  /// nullopt when the cursor is none of ours.
  [[nodiscard]] std::optional<MatterPage> list(const MatterQuery& query);
  /// Events with seq > after, in order, at most `limit`.
  /// Some event was decided by another table of holidays than this.
  [[nodiscard]] bool counted_by_another(const std::string& id, const std::string& calendar);
  [[nodiscard]] std::vector<matter::Event> events(const std::string& id, std::int64_t after,
                                                  int limit);

  struct Counters {
    std::uint64_t done = 0, conflicts = 0, repeated = 0;
    std::uint64_t cache_hits = 0, caught_up = 0, rebuilt = 0;  ///< How loads were served.
  };
  [[nodiscard]] Counters counters() const;

 private:
  [[nodiscard]] std::shared_ptr<const procedure::Procedure> procedure_of(
      const std::string& procedure_sha256);
  [[nodiscard]] std::shared_ptr<const matter::Snapshot> stored_snapshot(const std::string& id,
                                                                        std::int64_t version);
  /// The snapshot at `version`, brought up from `from`, from a stored one, or from the beginning.
  /// `procedure_sha256` is the procedure that the matter runs on today.
  [[nodiscard]] std::shared_ptr<const matter::Snapshot> rebuild(
      const std::string& id, std::int64_t version, const std::string& procedure_sha256,
      std::shared_ptr<const matter::Snapshot> from);

  Ports ports_;
  AppendWriter writer_;
  SnapshotCache cache_;
  std::atomic<std::uint64_t> done_{0}, conflicts_{0}, repeated_{0}, hits_{0}, caught_up_{0},
      rebuilt_{0};
};

/// The bytes a ledger leaf of an event names: the RFC 8785 form of matter::encode(event), the line
/// that stands for it in a package's events.jsonl.
[[nodiscard]] std::string event_line(const matter::Event& event);

}  // namespace gavel::db
