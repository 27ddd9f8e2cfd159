#pragma once
// Keeping (保管) of stored volumes: access class and opening review (档案法 2020 art. 27: open
// after 25 years, unless there is reason not to), appraisal of what is not kept for ever (art. 31)
// and destruction of what was appraised so, hand-over to the public archives after 10 or 20 years
// (档案法实施条例 art. 20). An archivist proposes, another person answers. The volume itself never
// changes; all that a destruction leaves of it is its line in a register (db/destruction.hpp).
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

struct KeptVolume {
  std::string archival_code, matter, title, retention, unit, fonds, sha256;
  int year = 0;
  std::uint64_t size = 0;
  bool passed = false;       ///< The four-property test of entry.
  std::string access;        ///< "open", "restricted" (through an archivist), "closed".
  bool wholly_open = false;  ///< Open, with every document in it.
  /// "public", "non_public" (by law), "" (never published); absent: its procedure publishes
  /// nothing.
  std::optional<std::string> disclosure;
  bool to_be_destroyed = false;
  std::string destroyed_by;  ///< The act; empty: it is there.
  std::string receiver;      ///< Empty: not handed over.
  /// Opening and hand-over count from the day the file was formed (closed), appraisal from 1
  /// January after the file's year.
  std::optional<Day> opening_due, appraisal_due, handover_due;
};

/// A document that has an access class of its own. What is closed, as a volume or by itself, is
/// closed; otherwise the document's own class goes before the volume's, so that one document of a
/// restricted volume may be opened alone, and one of an open volume held back.
struct DocumentAccess {
  std::string document, own, access;  ///< access: what follows for it.
};

struct KeepingAct {
  std::string id, archival_code, kind, outcome, reason, receiver;
  std::string title = {};  ///< Of the volume; not read when an act is proposed.
  std::string list;  ///< Of a hand-over: the bytes that its receipt signs; of a destruction: what
                     ///< goes.
  std::optional<std::string> document = {};   ///< Of access: of this document alone.
  std::optional<std::string> appraisal = {};  ///< Of a destruction: the act that it carries out.
  std::string review = {};  ///< Of an opening: the number of the review made for it.
  std::optional<std::string> disclosure = {};  ///< Of the volume; not read when one is proposed.
  std::optional<int> years;
  matter::Actor by;
  Instant at;

  struct Answer {
    bool agreed = false;
    std::string note;
    std::string signature, public_key;  ///< Of a hand-over: the receiver's, over the list.
    std::string receiver_key = {};  ///< Id of an OutsideKey; empty for those of earlier versions.
    std::string own_key = {}, own_signature = {};  ///< Likewise over the list, of who hands over.
    matter::Actor by;
    Instant at;
  };
  std::optional<Answer> answer;
};

enum class KeepingFault : std::uint8_t {
  no_such_volume,
  no_such_act,
  open_act,       ///< Another act of the kind waits for its answer.
  answered,       ///< It has its answer.
  same_person,    ///< Who proposed it may not answer it.
  drafting_unit,  ///< Of the unit that drafted the decision.
  keeps_out,      ///< Recused in its matter: whether it is opened or destroyed is theirs no more.
  destroyed,      ///< The volume is no more.
  handed_over,    ///< It is the archives' to appraise and to destroy.
  not_in_volume,  ///< The document is in another, or in none.
  key_revoked,    ///< One of a hand-over's keys went out of force in the meantime.
  classified,     ///< A state secret is not opened; of a volume: one of its documents is.
  not_reviewed,   ///< What was not published is opened only after a review.
  failed_theirs,  ///< The receiver's newest test of what is handed over failed.
};

class Keeping {
 public:
  explicit Keeping(Pool& pool) : pool_(pool) {}

  [[nodiscard]] std::optional<KeptVolume> find(const std::string& archival_code);
  /// SHA-256 of the report of the volume's test of entry, in RFC 8785 form; empty: none is kept.
  [[nodiscard]] std::string report_sha256(const std::string& archival_code);
  /// kind: "access", "appraisal", "handover"; due on `by` or before; at most `limit`, the longest
  /// overdue first.
  [[nodiscard]] std::vector<KeptVolume> due(std::string_view kind, Day by, int limit);
  /// Volumes open to everyone, by archival code, after `after`.
  [[nodiscard]] std::vector<KeptVolume> open(const std::string& after, int limit);

  /// "open", "restricted" or "closed", as it follows for a document of a stored volume.
  [[nodiscard]] std::string access_of(const std::string& archival_code,
                                      const std::string& document);
  [[nodiscard]] std::vector<DocumentAccess> documents_of(const std::string& archival_code);

  [[nodiscard]] std::vector<KeepingAct> acts_of(const std::string& archival_code);
  [[nodiscard]] std::optional<KeepingAct> act(const std::string& id);
  /// Acts without an answer on any volume, after the act `after` (empty: from the first), those
  /// that wait longest first.
  [[nodiscard]] std::vector<KeepingAct> waiting(const std::string& after, int limit);
  [[nodiscard]] std::expected<void, KeepingFault> propose(const KeepingAct& act);
  /// What propose() would say now, before anything is done that takes long.
  [[nodiscard]] std::expected<void, KeepingFault> may_propose(const KeepingAct& act);
  /// Agreement to a destruction carries it out, in the same transaction.
  [[nodiscard]] std::expected<void, KeepingFault> answer(const std::string& id,
                                                         const KeepingAct::Answer& answer);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
