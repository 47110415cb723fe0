// Program of the containers that tests start. Without arguments it is a sandbox's: it waits, and reaps who dies beside it.
// With a folder it is the app's: it reads the folder as the vendor's sidecar does and prints every file, as JSON, whenever
// one has changed; a folder without a file is no configuration to start with.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGCHLD)
	if len(os.Args) < 2 {
		for received := range signals {
			if received != syscall.SIGCHLD {
				return
			}
			reap()
		}
	}
	last := ""
	for {
		files, err := read(os.Args[1])
		if err != nil || len(files) == 0 {
			fmt.Println("no configuration:", err)
			os.Exit(1)
		}
		if text, _ := json.Marshal(files); string(text) != last {
			last = string(text)
			fmt.Println(last)
		}
		select {
		case received := <-signals:
			if received != syscall.SIGCHLD {
				return
			}
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// read returns the files of a folder. Names that begin with two dots are the links by which a mount is exchanged.
func read(folder string) (map[string]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "..") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		files[entry.Name()] = string(content)
	}
	return files, nil
}

func reap() {
	for {
		if pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); err != nil || pid <= 0 {
			return
		}
	}
}
