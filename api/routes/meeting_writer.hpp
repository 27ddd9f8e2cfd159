#pragma once
// The record (会议记录) and the minutes (会议纪要) of a meeting, assembled from what was entered
// while it sat (Decree 713 art. 30): the record says who was there and what each member said,
// dissent verbatim; the minutes, which go round further, what was decided, and dissent without
// whose it was: the stances are sealed per person (art. 38(3)). Its sentences stand in
// messages/meeting.json.
#include <map>
#include <span>

#include "api/routes/paper.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/sittings.hpp"
#include "archive/akoma_ntoso.hpp"
#include "engine/desk/desk.hpp"
#include "engine/matter/performed.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::api {

/// Outlives the writer.
struct MeetingRecord {
  const procedure::Procedure& procedure;
  const matter::Snapshot& snapshot;
  const Names& names;
  Day today;
  std::vector<matter::CorrectedEntry> corrections = {};  ///< Of the whole matter.
  std::string organ = {};                                ///< Whose meeting it is; empty: not known.
  /// By the number of the sitting: the head for whom its chair acted by an order of recusal.
  std::map<int, matter::KeepsOut> heads_out = {};
};

/// What `heads_out` is, of the matter's events.
[[nodiscard]] std::map<int, matter::KeepsOut> heads_out(const std::vector<Sitting>& sittings,
                                                        std::span<const matter::Event> events);
/// Of the matter's record; read only where an order of recusal names somebody.
[[nodiscard]] std::map<int, matter::KeepsOut> heads_out(Context& context,
                                                        const matter::Snapshot& snapshot);

/// Of the matter's record; read only where something was corrected.
[[nodiscard]] std::vector<matter::CorrectedEntry> corrected_entries(Context& context,
                                                                    const desk::Loaded& loaded);

/// Empty entries are left out: a line says something or does not stand.
void add_line(PaperSection& section, std::string label, std::string text);

class MeetingWriter {
 public:
  enum class Kind { record, minutes };

  MeetingWriter(const MeetingRecord& record, const Sitting& sitting, Language language)
      : record_(record), sitting_(sitting), language_(language) {}

  [[nodiscard]] std::string title(Kind kind) const;
  [[nodiscard]] Paper paper(Kind kind) const;
  [[nodiscard]] archive::AknMeeting akn(Kind kind) const;
  /// Of one meeting who was called, came and left, kept out, and whether they were enough.
  [[nodiscard]] std::vector<PaperSection> notice() const;
  /// Title of the body that met, of a stance, of an outcome.
  [[nodiscard]] std::string body() const;
  [[nodiscard]] std::string stance(const std::string& code) const;
  [[nodiscard]] std::string outcome() const { return outcome(sitting_.outcome); }
  [[nodiscard]] std::string outcome(const std::string& code) const;

 private:
  [[nodiscard]] std::string say(std::string_view key, const JsonObject& values = {}) const;
  [[nodiscard]] std::string word(const std::string& kind, const std::string& code,
                                 const JsonObject& values = {}) const;
  [[nodiscard]] std::string choice(const char* event, const char* field,
                                   const std::string& value) const;
  [[nodiscard]] std::string name(const std::string& account) const;
  [[nodiscard]] std::string names(const std::vector<std::string>& accounts) const;
  [[nodiscard]] std::string number() const;
  [[nodiscard]] std::string status(const Stance& stance) const;
  [[nodiscard]] std::string said(const Stance& stance) const;
  [[nodiscard]] std::string who(Kind kind, const std::string& member) const;
  [[nodiscard]] std::string opinion(Kind kind, const Stance& stance) const;
  [[nodiscard]] std::string corrected(const Correction& correction) const;
  [[nodiscard]] std::string written(const Stance& view) const;
  [[nodiscard]] std::string voted_anew(const Stance& before) const;
  [[nodiscard]] std::string spoken_anew(const Speech& before) const;
  [[nodiscard]] std::string before(const std::string& who, const std::string& at,
                                   const std::string& member, const std::string& anew) const;
  [[nodiscard]] std::string seated(const std::string& account) const;
  [[nodiscard]] std::string counted() const;
  [[nodiscard]] const char* left_out_key() const;
  /// The event that signs the record or the minutes.
  [[nodiscard]] static const char* signed_by(Kind kind);
  [[nodiscard]] bool stands(const RecordSignature& signature, Kind kind) const;
  [[nodiscard]] std::string signature(Kind kind, const char* part) const;
  [[nodiscard]] std::string signatory() const;
  [[nodiscard]] std::string ended() const;
  [[nodiscard]] const matter::KeepsOut* head_out() const;
  [[nodiscard]] std::string for_head(const std::string& key, const std::string& at) const;
  struct Roll {
    std::vector<std::string> present, absent, recused, gone;
  };
  [[nodiscard]] Roll roll() const;

  [[nodiscard]] PaperSection meeting_section(Kind kind) const;
  [[nodiscard]] PaperSection attendance_section(Kind kind) const;
  [[nodiscard]] PaperSection quorum_section() const;
  [[nodiscard]] PaperSection papers_section() const;
  [[nodiscard]] PaperSection discussion_section() const;
  [[nodiscard]] PaperSection written_section(Kind kind) const;
  [[nodiscard]] PaperSection voided_section(Kind kind) const;
  [[nodiscard]] PaperSection dissent_section(Kind kind) const;
  [[nodiscard]] PaperSection reserved_section(Kind kind) const;
  void add_speeches(archive::AknMeeting& out) const;
  [[nodiscard]] PaperSection result_section() const;
  [[nodiscard]] PaperSection decision_section() const;
  [[nodiscard]] PaperSection corrections_section() const;
  void add_earlier(PaperSection& section) const;
  void add_outcomes_before(PaperSection& section) const;
  [[nodiscard]] PaperSection ending_section(Kind kind) const;

  const MeetingRecord& record_;
  const Sitting& sitting_;
  Language language_;
};

[[nodiscard]] std::string notice_title(Language language);
/// Notice, attendance and recusals (会议通知、签到、回避记录) of all meetings so far; empty where
/// none was called.
[[nodiscard]] std::optional<Paper> notice_paper(const MeetingRecord& record,
                                                const std::vector<Sitting>& sittings,
                                                Language language);

}  // namespace gavel::api
