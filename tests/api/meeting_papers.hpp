#pragma once
// The record and the minutes of a meeting, assembled from the events of a real procedure.
#include "api/routes/meeting_writer.hpp"
#include "archive/excerpt.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {

using law::Course;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Kind = MeetingWriter::Kind;

/// What the papers of the last meeting say.
struct Papers {
  explicit Papers(Course& course)
      : snapshot(course.given.snapshot()), sittings(sittings_of(snapshot)) {}

  std::string text(Kind kind, Language language = Language::zh) {
    return text_of(MeetingWriter(record, sittings.back(), language).paper(kind));
  }
  std::string akn(Kind kind, Language language = Language::zh) {
    return archive::akoma_ntoso_xml(MeetingWriter(record, sittings.back(), language).akn(kind));
  }

  const matter::Snapshot& snapshot;
  Names names;
  std::vector<Sitting> sittings;
  MeetingRecord record{*law::major_decision(), snapshot, names, parse_day("2026-04-22").value()};
};

/// Of five, three came; one of them left before and one opposes.
inline Course& sat(Course& course) {
  course.met().by(law::recorder()).stance("qian", "agree");
  course.send("meeting.stance",
              R"({"member":"sun","stance":"oppose","text":"<容量>不足 & 距离过近"})");
  return course.head_spoke();
}

}  // namespace gavel::api
