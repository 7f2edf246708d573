"""活动: classes, lectures, exhibitions, assemblies: one noun, a kind; enrolment, attendance, certificate."""
