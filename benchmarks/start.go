package main

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

// process is a provider that was started as the CLI starts it: with the
// handshake of hashicorp/go-plugin on standard output, and then gRPC on a Unix
// socket.
type process struct {
	cmd    *exec.Cmd
	client *http.Client
}

// startProvider starts the provider and reads its handshake.
func startProvider(ctx context.Context, binary, sockets string) (*process, error) {
	cmd := exec.CommandContext(ctx, binary)
	cmd.Env = append(os.Environ(),
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
		"PLUGIN_PROTOCOL_VERSIONS=6", "PLUGIN_UNIX_SOCKET_DIR="+sockets)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd}
	line, err := bufio.NewReader(out).ReadString('\n')
	fields := strings.Split(strings.TrimSpace(line), "|")
	if err == nil && (len(fields) < 5 || fields[2] != "unix" || fields[4] != "grpc") {
		err = fmt.Errorf("this is no handshake: %q", line)
	}
	if err != nil {
		p.kill()
		return nil, fmt.Errorf("start of %s: %w", binary, err)
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

// kill ends the process, and returns the processor time that it took.
func (p *process) kill() time.Duration {
	if p.client != nil {
		p.client.CloseIdleConnections()
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // it says that the process was killed
	return p.cmd.ProcessState.UserTime() + p.cmd.ProcessState.SystemTime()
}

// call makes one call of the protocol. The message is in the wire format of
// protobuf, without the five bytes that gRPC puts before it.
func (p *process) call(method string, message []byte) ([]byte, error) {
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

// callFunction calls a function with one string argument.
func (p *process) callFunction(name, argument string) error {
	// CallFunction.Request{name = 1, repeated arguments = 2}, DynamicValue{json = 2}
	value := field(nil, 2, strconv.Quote(argument))
	request := field(field(nil, 1, name), 2, string(value))
	answer, err := p.call("CallFunction", request)
	if err != nil {
		return err
	}
	if len(answer) == 0 || answer[0] != 1<<3|2 { // the result; an error is field 2
		return fmt.Errorf("%s(%q) failed: %q", name, argument, answer)
	}
	return nil
}

// field appends a field of bytes to a protobuf message.
func field(message []byte, number byte, value string) []byte {
	message = append(message, number<<3|2)
	message = binary.AppendUvarint(message, uint64(len(value)))
	return append(message, value...)
}

// peakMemory returns the most that was resident of a process, in bytes; 0 where
// it is gone.
func peakMemory(pid int) int64 {
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

// started is what one start of a provider cost.
type started struct {
	schema, first, later time.Duration // until the schema was answered; one call of a function, the first and a later one
	processor            time.Duration // the processor time until the schema was answered
	memory               int64         // resident at most until then
}

// measureStart starts a provider once, or twice where the function is measured
// as well, since its calls would count as processor time of the start.
func measureStart(ctx context.Context, binary, function, sockets string) (s started, err error) {
	begin := now()
	p, err := startProvider(ctx, binary, sockets)
	if err != nil {
		return s, err
	}
	if _, err := p.call("GetProviderSchema", nil); err != nil {
		p.kill()
		return s, err
	}
	s.schema = now().Sub(begin)
	s.memory = peakMemory(p.cmd.Process.Pid)
	s.processor = p.kill()

	if p, err = startProvider(ctx, binary, sockets); err != nil {
		return s, err
	}
	defer p.kill()
	if _, err := p.call("GetProviderSchema", nil); err != nil {
		return s, err
	}
	begin = now()
	if err := p.callFunction(function, "DE"); err != nil {
		return s, err
	}
	s.first = now().Sub(begin)
	for range 50 {
		begin = now()
		if err := p.callFunction(function, "DE"); err != nil {
			return s, err
		}
		if d := now().Sub(begin); s.later == 0 || d < s.later {
			s.later = d
		}
	}
	return s, nil
}

func now() time.Time {
	return time.Now() //nolint:forbidigo // a benchmark reads the clock
}
