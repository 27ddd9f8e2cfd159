# Files that become part of the binary.
include(cmake/law_tests.cmake)
file(GLOB migrations CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/db/migrations/*.sql)
file(GLOB queries CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/db/queries/*.sql)
file(GLOB api_messages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/api/messages/*.json)
embed(engine_base NAMESPACE gavel::asset OUT engine_assets FILES ${PROJECT_SOURCE_DIR}/engine/messages/diagnostics.json)
embed(db NAMESPACE gavel::migration OUT migrations FILES ${migrations})
embed(db NAMESPACE gavel::query OUT queries FILES ${queries})
embed(api NAMESPACE gavel::asset OUT api_assets FILES ${PROJECT_SOURCE_DIR}/api/openapi.json
      ${PROJECT_SOURCE_DIR}/workflows/policy/schema.json
      ${api_messages} ${PROJECT_SOURCE_DIR}/api/law_means.json ${PROJECT_SOURCE_DIR}/api/export_readme.txt ${PROJECT_SOURCE_DIR}/api/export_verify.sh
      ${PROJECT_SOURCE_DIR}/workflows/calendar/prc-2019-2026.csv ${law_tests_file})
include(cmake/portal.cmake)
embed(archive NAMESPACE gavel::asset OUT archive_assets FILES
      ${PROJECT_SOURCE_DIR}/archive/verify.sh ${PROJECT_SOURCE_DIR}/archive/package_readme.txt
      ${PROJECT_SOURCE_DIR}/archive/package_catalogue.html ${PROJECT_SOURCE_DIR}/archive/package_catalogue.csv
      ${PROJECT_SOURCE_DIR}/archive/eep.xsd ${PROJECT_SOURCE_DIR}/archive/bagit_profile.json
      ${PROJECT_SOURCE_DIR}/archive/findings.json
      ${PROJECT_SOURCE_DIR}/archive/four_property.json)
