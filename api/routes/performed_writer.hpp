#pragma once
// The sentences of the statement of procedure performed (履行法定程序的说明, Decree 713 art. 26).
// They stand in messages/performed.json.
#include <functional>
#include <span>

#include "api/routes/notice_closing.hpp"
#include "api/routes/sentences.hpp"
#include "db/catalogues.hpp"
#include "db/document_security.hpp"
#include "db/follow_ups.hpp"
#include "db/offices.hpp"
#include "db/participation.hpp"
#include "db/people.hpp"
#include "engine/matter/exceptions.hpp"
#include "engine/matter/performed.hpp"

namespace gavel::api {

/// A notice of the matter, and what its comments came to.
struct NoticePerformed {
  db::Notice notice;
  std::map<db::Adoption, std::int64_t> adoptions;
  Closing closing;
};

/// A step of the matter's register of recusals.
struct RecusalTold {
  db::RecusalStep step;
  /// "decree-713:25": under which whoever keeps out has a role in the matter; empty: none says.
  std::vector<std::string> articles;
  std::string state;              ///< Message on a request that nobody has decided on; empty: none.
  std::string origin_title = {};  ///< Of the matter it came with; empty: none, or it is kept.
};
/// In order; `articles_of` tells under which articles an account had a role that day.
[[nodiscard]] std::vector<RecusalTold> recusals_told(
    const std::vector<db::RecusalStep>& steps,
    const std::function<std::vector<std::string>(const std::string& account, Day day)>&
        articles_of);

/// A draw of experts for the matter.
struct DrawTold {
  db::ExpertDraw draw;
  std::vector<std::string> names;  ///< Of those drawn, in order; empty: the pool knows none.
};
[[nodiscard]] std::vector<DrawTold> draws_told(db::Pool& pool, const std::string& matter);

/// What the statement is written from.
struct PerformedRecord {
  std::shared_ptr<const procedure::Procedure> procedure;
  matter::Snapshot snapshot;
  std::vector<matter::PerformedSource> sources;
  std::vector<matter::ChangePerformed> changes;
  std::vector<matter::ExceptionUsed> exceptions;
  std::vector<NoticePerformed> notices;
  Day today;
  Names names;
  /// The running matters on the same item of a catalogue.
  std::vector<db::CatalogueUse> same_item = {};
  std::vector<matter::Deed> others = {};
  std::vector<matter::CorrectedEntry> corrections = {};
  std::map<std::int64_t, Text> standings = {};  ///< By the number of the deed.
  std::vector<RecusalTold> recusals = {};
  std::optional<matter::Ended> ended = {};
  std::vector<db::SecurityAct> classified = {};  ///< Of its documents, in order.
  std::vector<db::MergedIn> merged_in = {};      ///< Without the titles of those that are kept.
  std::vector<db::MergedIn> succeeded_by = {};   ///< Likewise.
  std::vector<DrawTold> draws = {};
};

[[nodiscard]] std::vector<const RecusalTold*> recusals_under(const PerformedRecord& record,
                                                             const std::string& source,
                                                             const procedure::Article& article);
/// Those that stand under none of the articles that the statement tells.
[[nodiscard]] std::vector<const RecusalTold*> other_recusals(const PerformedRecord& record);

/// Those that the article tells of: they stand under the one on the catalogue.
[[nodiscard]] std::span<const db::CatalogueUse> same_item_under(const PerformedRecord& record,
                                                                const std::string& source,
                                                                const procedure::Article& article);

/// Without what stands behind it in brackets, which tells how to fill in a form.
[[nodiscard]] std::string without_hint(const std::string& title);
/// What the entry was: the event's title, the paper that was filed.
[[nodiscard]] std::string title_of(const matter::CorrectedEntry& entry, Language language);

/// Writes the statement line by line in one language. Holds a reference to the record.
class PerformedWriter {
 public:
  PerformedWriter(const PerformedRecord& record, Language language)
      : record_(record), language_(language) {}

  [[nodiscard]] std::string heading() const { return say("heading"); }
  [[nodiscard]] std::string text();
  [[nodiscard]] std::string sentence_of(const matter::ChangePerformed& change) const;
  /// What was departed from, why, under what, by whom, and who allowed it.
  [[nodiscard]] std::string sentence_of(const matter::ExceptionUsed& used) const;
  [[nodiscard]] std::string sentence_of(const matter::Approval& approval,
                                        const std::optional<matter::Denial>& denied) const;
  [[nodiscard]] std::string sentence_of(const matter::StepPerformed& step) const;
  [[nodiscard]] std::string sentence_of(const matter::Deed& deed) const;
  [[nodiscard]] std::string sentence_of(const matter::Stated& stated) const;
  [[nodiscard]] std::string sentence_of(const matter::ClockPerformed& clock) const;
  [[nodiscard]] std::string sentence_of(const matter::OverrunPerformed& overrun) const;
  [[nodiscard]] std::string sentence_of(const NoticePerformed& told) const;
  [[nodiscard]] std::string sentence_of(const db::CatalogueUse& other) const;
  [[nodiscard]] std::string sentence_of(const RecusalTold& told) const;
  [[nodiscard]] std::string sentence_of(const db::SecurityAct& act) const;
  /// How it is linked: "merged in", "succeeded by".
  [[nodiscard]] std::string sentence_of(const db::MergedIn& linked, const std::string& how) const;
  [[nodiscard]] std::string sentence_of(const DrawTold& told) const;
  [[nodiscard]] std::string sentence_of(const matter::Ended& ended) const;
  /// A kind that only the procedure knows stands as it is.
  [[nodiscard]] std::string title_of(const matter::ExceptionUsed& used) const;

 private:
  [[nodiscard]] std::string say(std::string_view key, const JsonObject& values = {}) const;
  [[nodiscard]] std::string date(Day day) const { return said(day, language_); }
  /// Of a day in a record; what is none stands as it is.
  [[nodiscard]] std::string date(const std::string& day) const;
  /// The last day of a notice, with the one that was told or counted where that is another.
  [[nodiscard]] std::string last_day_of(const Closing& closing) const;
  [[nodiscard]] std::string who(const matter::Deed& deed) const;
  [[nodiscard]] std::string title_of(const matter::Deed& deed) const;
  /// "更正第133项（2026年3月5日，行政首长末位发言）".
  [[nodiscard]] std::string corrects(std::int64_t entry) const;
  [[nodiscard]] std::string corrected(std::int64_t entry) const;
  [[nodiscard]] JsonObject values_of(const db::SecurityAct& act) const;
  [[nodiscard]] std::string taken_down(const db::Notice& notice) const;
  [[nodiscard]] std::string due_of(const matter::StepPerformed& step) const;
  [[nodiscard]] std::string beside_of(const matter::Deed& deed) const;
  [[nodiscard]] std::string states() const;
  [[nodiscard]] std::string shown(const matter::Said& said) const;
  [[nodiscard]] std::string shown_experts(const matter::Said& said) const;
  [[nodiscard]] std::string entry_of(const matter::Said& said) const;
  [[nodiscard]] std::string shown(const procedure::Field& field, const Json& value) const;
  [[nodiscard]] std::string shown_text(const procedure::Field& field,
                                       const std::string& text) const;
  [[nodiscard]] std::string shown_members(const procedure::Field& field,
                                          const JsonObject& members) const;
  [[nodiscard]] std::string shown_list(const procedure::Field& field, const JsonArray& items) const;
  [[nodiscard]] std::string typed(std::string_view text) const;
  [[nodiscard]] std::string cut(const std::string& entry) const;
  void line(const std::string& text, int indent = 0);
  void write(const std::string& source, const matter::PerformedArticle& article);
  void write(const matter::Document& document);
  void section(std::string_view heading, const std::vector<std::string>& sentences);

  const PerformedRecord& record_;
  Language language_;
  std::string out_;
};

}  // namespace gavel::api
