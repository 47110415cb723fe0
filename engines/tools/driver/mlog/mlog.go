// Package mlog stands in for monis.app/mlog, which a module proxy may not serve: the names that the Secrets Store CSI
// driver calls, on klog alone. It is about logs only; what the driver does is untouched.
package mlog

import (
	"context"
	"os"

	"k8s.io/klog/v2"
)

// LogFormat is the form of a line of the log; klog has one form only.
type LogFormat string

// The forms that the driver's flag takes.
const (
	FormatText LogFormat = "text"
	FormatJSON LogFormat = "json"
)

// Setup returns what flushes the log at the end.
func Setup() func() { return klog.Flush }

// ValidateAndSetKlogLevelAndFormatGlobally leaves klog as its own flags set it.
func ValidateAndSetKlogLevelAndFormatGlobally(context.Context, klog.Level, LogFormat) error {
	return nil
}

// Error writes an error with its pairs.
func Error(msg string, err error, pairs ...any) { klog.ErrorS(err, msg, pairs...) }

// Fatal writes an error and ends the program.
func Fatal(err error) {
	klog.ErrorS(err, "fatal")
	klog.Flush()
	os.Exit(1)
}
