// Package plugin starts a provider as the CLI does and speaks to its process,
// for benchmarks and for tests of what may happen to a process. It knows only
// as much of the protocol as these need.
package plugin

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// Process is a provider that was started as the CLI starts it: with the
// handshake of hashicorp/go-plugin on standard output, and then gRPC on a Unix
// socket.
type Process struct {
	cmd    *exec.Cmd
	client *http.Client
}

// Start runs a command that becomes a provider, and reads its handshake. The
// sockets are made in a folder that the caller removes. The variables are added
// to the environment.
func Start(ctx context.Context, sockets string, variables []string, command ...string) (*Process, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // what the caller tests
	cmd.Env = append(append(os.Environ(), variables...),
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		"PLUGIN_PROTOCOL_VERSIONS=6", "PLUGIN_UNIX_SOCKET_DIR="+sockets)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &Process{cmd: cmd}
	line, err := bufio.NewReader(out).ReadString('\n')
	fields := strings.Split(strings.TrimSpace(line), "|")
	if err == nil && (len(fields) < 5 || fields[2] != "unix" || fields[4] != "grpc") {
		err = fmt.Errorf("this is no handshake: %q", line)
	}
	if err != nil {
		p.Kill()
		return nil, fmt.Errorf("start of %s: %w", command[0], err)
	}
	var protocols http.Protocols
	protocols.SetUnencryptedHTTP2(true)
	p.client = &http.Client{Transport: &http.Transport{
		Protocols: &protocols,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", fields[3])
		},
	}}
	return p, nil
}

// Kill ends the process, and returns the processor time that it took.
func (p *Process) Kill() time.Duration {
	if p.client != nil {
		p.client.CloseIdleConnections()
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // it says that the process was killed
	return p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
}

// Call makes one call of the protocol. The message is in the wire format of
// protobuf, without the five bytes that gRPC puts before it.
func (p *Process) Call(method string, message []byte) ([]byte, error) {
	body := binary.BigEndian.AppendUint32([]byte{0}, uint32(len(message)))
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://provider/tfplugin6.Provider/"+method, bytes.NewReader(append(body, message...)))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/grpc")
	req.Header.Set("TE", "trailers")
	resp, err := p.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	status := resp.Trailer.Get("Grpc-Status") + resp.Header.Get("Grpc-Status")
	if status != "0" || len(answer) < 5 {
		return nil, fmt.Errorf("%s: gRPC status %s %s", method, status, resp.Trailer.Get("Grpc-Message"))
	}
	return answer[5:], nil
}

// PID returns the number of the process.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// CallFunction calls a function with arguments in JSON, and returns its result
// in MessagePack.
func (p *Process) CallFunction(name string, arguments ...string) ([]byte, error) {
	// CallFunction.Request{name = 1, repeated arguments = 2}, DynamicValue{json = 2}
	request := field(nil, 1, name)
	for _, argument := range arguments {
		request = field(request, 2, string(field(nil, 2, argument)))
	}
	answer, err := p.Call("CallFunction", request)
	if err != nil {
		return nil, err
	}
	// CallFunction.Response{result = 1, error = 2}, DynamicValue{msgpack = 1}
	number, result := firstField(answer)
	if number != 1 {
		return nil, fmt.Errorf("%s failed: %q", name, result)
	}
	_, value := firstField(result)
	return value, nil
}

// firstField returns the first field of bytes of a protobuf message.
func firstField(message []byte) (number byte, value []byte) {
	if len(message) == 0 || message[0]&7 != 2 {
		return 0, message
	}
	length, n := binary.Uvarint(message[1:])
	rest := message[1+max(n, 0):]
	return message[0] >> 3, rest[:min(length, uint64(len(rest)))]
}

// field appends a field of bytes to a protobuf message.
func field(message []byte, number byte, value string) []byte {
	message = append(message, number<<3|2)
	message = binary.AppendUvarint(message, uint64(len(value)))
	return append(message, value...)
}

// PeakMemory returns the most that was resident of a process, in bytes; 0 if
// it is gone.
func PeakMemory(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	kB, _, _ := bytes.Cut(bytes.TrimSpace(rest), []byte(" "))
	n, err := strconv.ParseInt(string(kB), 10, 64)
	if err != nil {
		return 0
	}
	return n << 10
}

// PageFaults returns how many page faults a process had that needed no disk; 0
// where it is gone.
func PageFaults(pid int) int {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // the name before may have blanks
	const minor = 7                                                           // counted from the state, the first field after the name
	if len(fields) <= minor {
		return 0
	}
	n, err := strconv.Atoi(fields[minor])
	if err != nil {
		return 0
	}
	return n
}
