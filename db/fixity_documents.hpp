#pragma once
// The bytes of documents as they are read and handed out, tested on schedule like packages: those
// of matters under way, those that a stored package holds too, and the redacted copies made of
// these. A pass goes through all of them in their order, a few at a time, so that it may be taken
// up by any node after any end; where it stands is in its own reports. What was destroyed is tested
// no more.
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "db/fixity.hpp"

namespace gavel::db {

/// What a few documents came to.
struct DocumentsTested {
  std::uint64_t documents = 0;
  /// "MATTER/DOCUMENT" (of a redacted copy: "MATTER/COPY"), as found, before any repair.
  std::vector<std::string> damaged;
  std::vector<std::string> repaired;            ///< Of those, from where sound_bytes.hpp looks.
  std::vector<std::string> copies_mended = {};  ///< Whose copy there had rotted.
};

class DocumentFixity {
 public:
  DocumentFixity(Pool& pool, const FixityPlan& plan, const std::atomic<bool>& stopped)
      : pool_(pool), plan_(plan), stopped_(stopped) {}

  /// Tests what was found damaged a day ago or more, otherwise the next few of the pass under way;
  /// one begins a cycle after the last began. What came within the last day was digested when it
  /// came. Empty: nothing is due.
  std::optional<DocumentsTested> test_next(Instant now);

  /// "MATTER/DOCUMENT" of those whose last test found damage that is not repaired.
  [[nodiscard]] std::vector<std::string> damaged();

 private:
  struct Stored;
  struct Pass;

  std::vector<Stored> found_damaged(Instant before);
  std::optional<Pass> pass_at(Instant now);
  std::vector<Stored> next_of(const Pass& pass, Instant now);
  std::vector<Stored> copies_of(const std::vector<Stored>& documents);
  /// Why the stored bytes are not the document's; "": they are. Nothing: stopped.
  std::optional<std::string> fault_of(const Stored& document);
  std::string repair(const Stored& document);
  bool is_destroyed(const Stored& document);
  bool keep_copy(const Stored& document);
  void tell(const Stored& document, const std::string& fault, const std::string& repaired_from,
            Instant now);
  bool test(const Stored& document, DocumentsTested& into, Instant now, bool tell_sound);

  Pool& pool_;
  const FixityPlan& plan_;
  const std::atomic<bool>& stopped_;
};

}  // namespace gavel::db
